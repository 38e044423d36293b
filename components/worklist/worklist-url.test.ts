import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MILESTONE_FILTERS,
  PHASE_FILTERS,
  REMISSION_FILTERS,
  REVIEW_FILTERS,
  STATUS_FILTERS,
  WORKLIST_REASONS,
  WORKLIST_SORTS,
  worklistInput,
} from "@/lib/contract/worklist";
import { rangeWords } from "./worklist-pager";
import { BY_REASON, nextSort, readWorklistView, worklistHref } from "./worklist-url";

const plain = worklistInput.parse({});

describe("the worklist's address", () => {
  it("without parameters is the default view", () => {
    expect(readWorklistView({})).toEqual({
      input: plain,
      page: 1,
      ignored: [],
      bare: true,
      grouped: true,
    });
    expect(worklistHref(plain, {})).toBe(BY_REASON);
    expect(readWorklistView({ view: "all" })).toMatchObject({ grouped: true, bare: false, ignored: [] });
    expect(readWorklistView({ sort: "anc" }).grouped).toBe(false);
  });

  it("opens the same view it was made from", () => {
    const view = fc.record({
      limit: fc.integer({ min: 1, max: 200 }),
      cursor: fc.option(fc.string({ maxLength: 400 })),
      sort: fc.constantFrom(...WORKLIST_SORTS, ...WORKLIST_SORTS.map((field) => `-${field}`)),
      remission: fc.option(fc.constantFrom(...REMISSION_FILTERS)),
      milestone: fc.option(fc.constantFrom(...MILESTONE_FILTERS)),
      recurrence: fc.option(fc.constant("possible" as const)),
      reason: fc.option(fc.constantFrom(...WORKLIST_REASONS)),
      status: fc.option(fc.constantFrom(...STATUS_FILTERS)),
      phase: fc.option(fc.constantFrom(...PHASE_FILTERS)),
      review: fc.option(fc.constantFrom(...REVIEW_FILTERS)),
    });
    fc.assert(
      fc.property(view, (input) => {
        const params = Object.fromEntries(new URL(worklistHref(plain, input), "http://x").searchParams);
        expect(readWorklistView(params)).toMatchObject({ input, ignored: [] });
      }),
    );
  });

  it("with a parameter that means nothing still shows the rest, and says what was left out", () => {
    expect(readWorklistView({ sort: "-anc", remission: "cured", name: "Demo", limit: "0" })).toEqual({
      input: { ...plain, sort: "-anc" },
      page: 1,
      ignored: ["remission", "name", "limit"],
      bare: false,
      grouped: false,
    });
    expect(readWorklistView({ sort: ["anc", "wbc"] }).ignored).toEqual(["sort"]);
  });

  it("goes back to the first page whenever filter or order change", () => {
    const deep = { ...plain, cursor: "abc" };
    expect(worklistHref(deep, { milestone: "missed" })).toBe("/?milestone=missed");
    expect(worklistHref(deep, { cursor: "def" }, 3)).toBe("/?cursor=def&page=3");
    expect(readWorklistView({ page: "7" }).page).toBe(1);
  });
});

describe("a column head", () => {
  it("turns its own order, and starts another column in the order it is read", () => {
    expect(nextSort(plain, "name")).toBe("-name");
    expect(nextSort({ ...plain, sort: "-anc" }, "anc")).toBe("anc");
    expect(nextSort(plain, "anc")).toBe("anc");
    expect(nextSort(plain, "changed")).toBe("-changed");
  });
});

describe("the range of a page", () => {
  const exactly = (total: number) => ({ total, more: false });

  it("says so where counting stopped", () => {
    expect(rangeWords(2, 50, 50, { total: 1000, more: true })).toBe("51–100 of 1,000+ patients");
  });

  it("never names more patients than there are, whatever page number stands in the link", () => {
    expect(rangeWords(1, 50, 50, exactly(412))).toBe("1–50 of 412 patients");
    expect(rangeWords(9, 50, 12, exactly(412))).toBe("401–412 of 412 patients");
    expect(rangeWords(99, 50, 12, exactly(412))).toBe("401–412 of 412 patients");
    expect(rangeWords(1, 50, 0, exactly(0))).toBe("0 patients");
  });
});
