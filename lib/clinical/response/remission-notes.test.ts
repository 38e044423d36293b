import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import type { Note } from "../assessment";
import { DEFAULT_POLICY } from "../policy";
import { policyWith, settingsOf } from "../policy-settings";
import type { PatientRecord } from "../record";
import { at, count, marrow, sample, support, value } from "../testing/sample-record";

const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";
const whole = (record: PatientRecord, asOf = "2026-05-30", policy = DEFAULT_POLICY) =>
  assess(record, at(asOf), policy);
const texts = (notes: readonly Note[], code: Note["code"]) =>
  notes.filter((note) => note.code === code).map(({ text }) => text);
const noted = (record: PatientRecord, code: Note["code"]) => texts(whole(record).remission.notes, code);
const clear = (changes: Parameters<typeof count>[1] = {}, more: Parameters<typeof sample>[1] = {}) =>
  sample([marrow(MARROW, "1"), count(COUNT, changes)], more);

describe("a note", () => {
  test("names each value outside the core that is abnormal, in the order of the report", () => {
    const [text] = noted(clear({ RDW: "20", MCV: "120", MPV: "12" }), "NONCORE_ABNORMAL");
    expect(text).toMatch(/MCV, RDW\.$/);
    const blasts = clear({ BLAST_PCT: "3", BLAST_ABS: "0.2", RDW: "13" });
    expect(noted(blasts, "NONCORE_ABNORMAL")).toEqual([]);
  });

  test("says under full strictness nothing of blasts as values of their own", () => {
    const full = policyWith({ ...settingsOf(DEFAULT_POLICY), strictness: "full" }, 1);
    const { clauses } = whole(
      clear({ BLAST_PCT: "0", BLAST_ABS: "0", RDW: "13" }),
      "2026-05-30",
      full,
    ).remission;
    expect(clauses.map(({ id }) => id)).toEqual([
      "marrow-blasts",
      "count-WBC",
      "count-HGB",
      "count-PLT",
      "count-ANC",
      "count-RDW",
      "blood-blasts",
      "extramedullary",
    ]);
  });

  test.each(["corrected", "amended"] as const)("says that a report was %s, marrow and count", (status) => {
    const record = sample([marrow(MARROW, "1", [], { status }), count(COUNT, {}, { status })]);
    expect(noted(record, "CORRECTED")).toHaveLength(2);
    expect(texts(whole(record).milestone.notes, "CORRECTED")).toHaveLength(1);
    expect(noted(clear(), "CORRECTED")).toEqual([]);
  });

  test.each([
    ["2026-03-24", 1],
    ["2026-03-23", 0],
    ["2026-04-07", 1],
    ["2026-04-08", 0],
  ])("of an unused count on %s is made inside the pairing window: %i", (date, times) => {
    const record = sample([
      marrow(MARROW, "1"),
      count(COUNT),
      count(`${date}T08:00`, {}, { status: "preliminary" }),
    ]);
    expect(noted(record, "PRELIMINARY")).toHaveLength(times);
  });

  test("of an unused marrow is made from a week before to the as-of, once", () => {
    const preliminary = (date: string) => marrow(`${date}T09:00`, "60", [], { status: "preliminary" });
    const made = (date: string, asOf?: string) =>
      texts(
        whole(sample([marrow(MARROW, "1"), count(COUNT), preliminary(date)]), asOf).remission.notes,
        "PRELIMINARY",
      );
    expect(made("2026-03-23")).toHaveLength(0);
    expect(made("2026-03-24")).toHaveLength(1);
    expect(made("2026-04-07")).toHaveLength(1);
    expect(made("2026-04-08")).toHaveLength(1);
    expect(made("2026-05-30")).toHaveLength(1);
    expect(made("2026-05-30", "2026-05-29")).toHaveLength(0);
  });

  test("of support names the nearest of several", () => {
    const given = ["2026-03-26", "2026-03-30", "2026-03-25"].map((on) => support("platelets", on));
    expect(noted(clear({}, { support: given }), "SUPPORTED")).toEqual([
      expect.stringContaining("PLT: Platelets were transfused the day before the count."),
    ]);
    const [, , , platelets] = whole(clear({ PLT: ">100" }, { support: given })).remission.clauses;
    expect(platelets).toMatchObject({
      answer: "unknown",
      reason: "Its range lies on both sides of a limit.",
    });
  });

  test("of residual disease with “<=” is one of detection", () => {
    const record = sample([marrow(MARROW, "1", [value("MRD", "<=0.1")]), count(COUNT)]);
    expect(whole(record).milestone.state).toBe("met");
    expect(texts(whole(record).milestone.notes, "MRD_INSUFFICIENT_SENSITIVITY")).toHaveLength(1);
    const above = sample([marrow(MARROW, "1", [value("MRD", ">=0.001")]), count(COUNT)]);
    expect(whole(above).milestone.state).toBe("indeterminate");
  });

  test("of a marrow on its limit is made with the milestone too, and of blood blasts", () => {
    const edge = sample([marrow(MARROW, "5"), count(COUNT, { BLAST_PCT: "2" })]);
    expect(texts(whole(edge).milestone.notes, "THRESHOLD_EDGE")).toHaveLength(1);
    expect(texts(whole(edge).milestone.notes, "BLOOD_BLASTS")).toHaveLength(1);
    expect(texts(whole(clear()).milestone.notes, "BLOOD_BLASTS")).toHaveLength(0);
  });
});

describe("of two marrows of one date", () => {
  const pair = (left: string, right: string, order = 1) => {
    const sides = [
      marrow("2026-03-31T09:00", left, [], { reportId: "left" }),
      marrow("2026-03-31T09:10", right, [], { reportId: "right" }),
    ];
    return whole(sample([...(order > 0 ? sides : sides.toReversed()), count(COUNT)]));
  };

  test.each([
    ["1", "3", "right"],
    ["3", "1", "left"],
    ["6", "9", "right"],
    ["9", "6", "left"],
    ["trace", "3", "left"],
    ["3", "trace", "right"],
  ])("%s and %s: the %s decides criterion and milestone", (left, right, deciding) => {
    for (const order of [1, -1]) {
      const { remission, milestone } = pair(left, right, order);
      expect([remission.pairing?.marrowId, milestone.marrowId]).toEqual([deciding, deciding]);
    }
  });

  test("of equal ones the later collected decides the criterion", () => {
    expect(pair("2", "2").remission.pairing?.marrowId).toBe("right");
    expect(pair("2", "2", -1).remission.pairing?.marrowId).toBe("right");
  });
});

describe("the milestone's reason", () => {
  const reason = (record: PatientRecord, asOf: string) => whole(record, asOf).milestone.reason;

  test("offers a late answer up to the last day of it", () => {
    expect(reason(sample([]), "2026-05-25")).toContain("a clear marrow up to Day 85 would still be late");
    expect(reason(sample([]), "2026-05-26")).not.toContain("late");
  });

  test("names every early sample, and every reason against", () => {
    const early = sample([marrow("2026-03-20T09:00", "1"), marrow("2026-03-25T09:00", "1")]);
    expect(reason(early, "2026-04-01")).toContain("Too early to count: 2026-03-20, 2026-03-25.");
    const both = sample([marrow(MARROW, "6"), count(COUNT, { BLAST_PCT: "2" })]);
    expect(reason(both, "2026-04-01")).toBe(
      "Evidence of leukaemia on Day 30. Marrow blasts 6 %: asked is ≤ 5 %. Blood blasts 2 %: Blasts are reported in the blood.",
    );
  });
});
