import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WORKLIST_REASONS, WORKLIST_SORTS, type WorklistReason } from "@/lib/contract/worklist";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { addFollowUp } from "@/lib/server/record/follow-up";
import { correctReport, withdrawReport } from "@/lib/server/reports/report-corrections";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { acknowledgeCritical } from "./critical-values";
import { reviewPatient, undoReview } from "./review";
import { createView, editView, listViews, withdrawView } from "./saved-views";
import { listGroups, listPatients } from "./worklist";
import { exportWorklist } from "./worklist-export";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
const oncologist = () => hospital.asker("oncologist");
let made = 0;
let id: string;

beforeEach(async () => {
  made += 1;
  const person = { familyName: "=Cell", givenName: `G${made}`, birthDate: "1980-01-01", sex: "female" };
  ({ id } = await createPatient(nurse(), { input: { ...person, mrn: `R-${made}` } }));
});

const count = (collected: string, values: Record<string, string>, more: object = {}) =>
  recordReport(nurse(), {
    id,
    input: {
      specimen: "blood",
      collected,
      results: Object.entries(values).map(([analyte, text]) => ({
        analyte,
        text,
        unit: analyte === "HGB" ? "g/dL" : "10*9/L",
      })),
      ...more,
    },
  });

const rowFor = async (asker = oncologist()) =>
  (await listPatients(asker, { input: { limit: 200 } })).items.find((row) => row.id === id);

async function reasons(): Promise<WorklistReason[]> {
  return (await rowFor())?.reasons.map(({ reason }) => reason) ?? [];
}

/** The groups' queries and the words of the rows are two texts of one rule. */
async function agree(): Promise<void> {
  const all = (await listPatients(oncologist(), { input: { limit: 200 } })).items;
  const groups = (await listGroups(oncologist())).items;
  for (const reason of WORKLIST_REASONS) {
    const said = all.filter((row) => row.reasons.some((one) => one.reason === reason)).map((row) => row.id);
    const filtered = (await listPatients(oncologist(), { input: { reason, limit: 200 } })).items;
    expect(filtered.map((row) => row.id).sort(), reason).toEqual([...said].sort());
    expect(groups.find((group) => group.reason === reason)?.total, reason).toBe(said.length);
  }
}

test("each group holds the patients whose rows say so", async () => {
  const start = (day: string) => addCourse(nurse(), { id, input: { phase: "induction", start: day } });
  await start("2026-03-12");
  expect(await reasons()).toEqual(["window-open", "silent"]);
  await agree();
});

describe("by the day", () => {
  test.each([
    ["2026-03-18", ["window-soon"]],
    ["2026-03-02", ["missed"]],
  ] as const)("induction from %s", async (start, expected) => {
    await addCourse(nurse(), { id, input: { phase: "induction", start } });
    await count("2026-04-09T08:00", { WBC: "5" });
    expect(await reasons()).toEqual(expected);
    await agree();
  });

  test("nothing for fourteen days, and a follow-up that is overdue", async () => {
    await addCourse(nurse(), { id, input: { phase: "maintenance", start: "2026-01-02" } });
    await count("2026-03-27T08:00", { WBC: "5" });
    await addFollowUp(nurse(), { id, input: { test: "Marrow", due: "2026-04-01" } });
    expect(await reasons()).toEqual(["silent", "follow-up"]);
    await count("2026-03-28T08:00", { WBC: "5" });
    expect(await reasons()).toEqual(["follow-up"]);
    await agree();
  });

  test("a preliminary report waits", async () => {
    await count("2026-04-09T08:00", { WBC: "5" }, { status: "preliminary" });
    expect(await reasons()).toEqual(["unsettled"]);
    await agree();
  });
});

describe("a critical value", () => {
  const values = (report: { id: string; version: number }) => ({
    values: [{ reportId: report.id, reportVersion: report.version, analyte: "PLT" }],
  });

  test("waits until an oncologist acknowledges it, and is back when it is worse by a further limit", async () => {
    const report = await count("2026-04-08T08:00", { PLT: "15" });
    expect(await reasons()).toContain("critical");
    await expect(acknowledgeCritical(nurse(), { id, input: values(report) })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { changedAt } = (await rowFor()) ?? {};
    const answer = await acknowledgeCritical(oncologist(), { id, input: values(report) });
    expect(answer.unseen).toEqual([]);
    expect(answer.seen).toMatchObject([{ analyte: "PLT", author: "oncologist North" }]);
    expect(await reasons()).not.toContain("critical");
    expect((await rowFor())?.changedAt).toBe(changedAt);
    await expect(acknowledgeCritical(oncologist(), { id, input: values(report) })).rejects.toMatchObject({
      code: "conflict",
    });
    await count("2026-04-09T08:00", { PLT: "12" });
    expect(await reasons()).not.toContain("critical");
    await count("2026-04-10T08:00", { PLT: "8" });
    expect((await rowFor())?.critical).toMatchObject([{ analyte: "PLT", text: "8", why: "worse" }]);
    await agree();
  });

  test("goes with the correction or the withdrawal of its report", async () => {
    const report = await count("2026-04-08T08:00", { PLT: "15" });
    const corrected = await correctReport(nurse(), {
      id: report.id,
      ifMatch: 1,
      input: { reason: "typing-error", results: [{ analyte: "PLT", text: "150", unit: "10*9/L" }] },
    });
    expect(await reasons()).not.toContain("critical");
    const other = await count("2026-04-09T08:00", { PLT: "15" });
    expect(await reasons()).toContain("critical");
    await withdrawReport(nurse(), {
      id: other.id,
      ifMatch: 1,
      input: { reason: "wrong-patient", note: "Another one." },
    });
    expect([corrected.version, await reasons()]).toEqual([2, []]);
  });
});

describe("a review", () => {
  const later = (minutes: number) =>
    hospital.asker(
      "nurse",
      "north",
      new Date(Date.parse("2026-04-10T12:00:00.000Z") + minutes * 60_000).toISOString(),
    );
  const seen = async () => ({ seen: (await rowFor())?.changedAt });

  test("is one's own, tells of a colleague's entry after it, and can be undone once", async () => {
    const first = await reviewPatient(oncologist(), { id, input: await seen() });
    expect((await rowFor())?.review).toMatchObject({ changed: false });
    expect((await rowFor(nurse()))?.review).toBeNull();
    await addCourse(later(5), { id, input: { phase: "induction", start: "2026-03-30" } });
    expect((await rowFor())?.review).toMatchObject({ changed: true });
    const changed = (await listPatients(oncologist(), { input: { review: "changed" } })).items;
    expect(changed.map((row) => row.id)).toContain(id);
    const second = await reviewPatient(oncologist(), { id, input: await seen() });
    expect((await rowFor())?.review).toMatchObject({ changed: false });
    await expect(undoReview(oncologist(), { id, ifMatch: first.version })).rejects.toMatchObject({
      code: "conflict",
    });
    await undoReview(oncologist(), { id, ifMatch: second.version });
    expect((await rowFor())?.review).toMatchObject({ at: first.at, changed: true });
  });

  test("covers what was on the screen, not what came meanwhile", async () => {
    const before = await seen();
    await addCourse(later(1), { id, input: { phase: "induction", start: "2026-03-30" } });
    await reviewPatient(oncologist(), { id, input: before });
    expect((await rowFor())?.review).toMatchObject({ changed: true });
    await expect(
      reviewPatient(oncologist(), { id, input: { seen: "2030-01-01T00:00:00.000Z" } }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  test("undone, the first leaves none", async () => {
    const { version } = await reviewPatient(oncologist(), { id, input: await seen() });
    await undoReview(oncologist(), { id, ifMatch: version });
    expect((await rowFor())?.review).toBeNull();
    const never = (await listPatients(oncologist(), { input: { review: "never", limit: 200 } })).items;
    expect(never.map((row) => row.id)).toContain(id);
  });
});

test("every sort walks all patients once, page by page, in both directions", async () => {
  const total = (await listPatients(oncologist(), { input: {} })).total;
  for (const sort of WORKLIST_SORTS.flatMap((field) => [field, `-${field}`])) {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listPatients>> = await listPatients(oncologist(), {
        input: { sort, limit: 3, cursor },
      });
      found.push(...page.items.map((row) => row.id));
      cursor = page.next;
    } while (cursor !== null);
    expect([sort, found.length, new Set(found).size]).toEqual([sort, total, total]);
  }
});

test("the file of the list holds every patient of the view, and no cell that is a formula", async () => {
  const { bytes, mediaType } = await exportWorklist(oncologist(), { input: { reason: "critical" } });
  const all = new TextDecoder().decode((await exportWorklist(oncologist())).bytes);
  const total = (await listPatients(oncologist(), { input: {} })).total;
  expect(mediaType).toContain("text/csv");
  expect(all.trim().split("\r\n")).toHaveLength(total + 1);
  expect(all).toContain("'=Cell");
  expect(all).not.toMatch(/(^|,)=Cell/m);
  const critical = (await listPatients(oncologist(), { input: { reason: "critical" } })).total;
  expect(new TextDecoder().decode(bytes).trim().split("\r\n")).toHaveLength(critical + 1);
  await expect(exportWorklist(hospital.asker("admin"))).rejects.toMatchObject({ code: "forbidden" });
});

describe("a saved view", () => {
  test("is one's own, renamed and removed, and at most one opens first", async () => {
    const view = await createView(oncologist(), { input: { name: "Mine", query: "sort=-anc", opens: true } });
    const other = await createView(oncologist(), {
      input: { name: "Other", query: "reason=critical", opens: true },
    });
    const items = (await listViews(oncologist())).items;
    expect(items.map(({ name, opens }) => [name, opens])).toEqual([
      ["Mine", false],
      ["Other", true],
    ]);
    expect((await listViews(nurse())).items).toEqual([]);
    await expect(withdrawView(nurse(), { id: view.id, ifMatch: 1 })).rejects.toMatchObject({
      code: "not-found",
    });
    const renamed = await editView(oncologist(), {
      id: other.id,
      ifMatch: other.version,
      input: { name: "Renamed", opens: false },
    });
    await withdrawView(oncologist(), { id: other.id, ifMatch: renamed.version });
    expect((await listViews(oncologist())).items.map(({ name }) => name)).toEqual(["Mine"]);
  });

  test("keeps filters and a sort, never a search, and no name twice", async () => {
    for (const query of ["text=Smith", "sort=nameKey", "reason=critical&name=x", "cursor=abc", "a b"]) {
      const input = { name: `V ${query}`, query };
      await expect(createView(nurse(), { input }), query).rejects.toMatchObject({ code: "invalid" });
    }
    await createView(nurse(), { input: { name: "Twice", query: "" } });
    await expect(createView(nurse(), { input: { name: "Twice", query: "" } })).rejects.toMatchObject({
      code: "already-exists",
    });
  });
});
