import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import {
  DISEASE_STATUSES,
  type DiseaseStatus,
  proposeStatus,
  STATUS_ICD,
  statusLabel,
} from "./disease-status";
import { DEFAULT_POLICY } from "./policy";
import type { PatientRecord, ReportVersion } from "./record";
import { at, count, course, day, finding, marrow, sample } from "./testing/sample-record";

const set = (
  status: DiseaseStatus["status"],
  since: string,
  remission: number | null = null,
): DiseaseStatus => ({
  status,
  remission,
  since: day(since),
});
const proposed = (record: PatientRecord, asOf: string, history: readonly DiseaseStatus[] = []) =>
  proposeStatus(assess(record, at(asOf), DEFAULT_POLICY), record.courses, history);

const CLEAR: readonly ReportVersion[] = [marrow("2026-03-31T09:00", "1"), count("2026-03-31T08:30")];
const RELAPSE: readonly ReportVersion[] = [
  ...CLEAR,
  marrow("2026-04-28T09:00", "30"),
  count("2026-04-28T08:30"),
];
const AGAIN: readonly ReportVersion[] = [
  ...RELAPSE,
  marrow("2026-06-02T09:00", "2"),
  count("2026-06-02T08:30"),
];
const CR1 = set("remission", "2026-03-31", 1);

describe("a course of disease", () => {
  test("starts untreated, until a course has started", () => {
    const record = sample([], { courses: [] });
    expect(proposed(record, "2026-03-01")).toMatchObject({
      status: "untreated",
      remission: null,
      since: "2026-03-01",
    });
    expect(proposed(sample([]), "2026-03-01")?.status).toBe("untreated");
    expect(proposed(record, "2026-03-01", [set("untreated", "2026-02-20")])).toBeNull();
    // Whatever a clinician set before, the rules do not take it back to untreated.
    expect(proposed(record, "2026-03-01", [CR1])).toBeNull();
  });

  test("is in treatment from the first course on, of whichever part", () => {
    const courses = [course("2026-03-02"), course("2026-02-25", { part: "post-remission" })];
    const record = sample([], { courses });
    expect(proposed(record, "2026-03-10")).toMatchObject({
      status: "in-treatment",
      remission: null,
      since: "2026-02-25",
    });
    const untreated = [set("untreated", "2026-02-20")];
    expect(proposed(record, "2026-03-10", untreated)?.status).toBe("in-treatment");
    expect(proposed(record, "2026-02-25", untreated)?.status).toBe("in-treatment");
    expect(proposed(record, "2026-02-24", untreated)).toBeNull();
    expect(proposed(record, "2026-03-10", [set("in-treatment", "2026-02-25")])).toBeNull();
  });

  test("is CR1 since the marrow that met the criterion", () => {
    for (const history of [[], [set("untreated", "2026-02-20")], [set("in-treatment", "2026-03-02")]]) {
      expect(proposed(sample(CLEAR), "2026-04-10", history)).toMatchObject({
        status: "remission",
        remission: 1,
        since: "2026-03-31",
        reason: "The remission criterion is met by the marrow of 2026-03-31.",
      });
    }
    expect(proposed(sample(CLEAR), "2026-04-10", [CR1])).toBeNull();
  });

  test("is recurrent since the marrow that lost it, with the reason the assessment gives", () => {
    const found = proposed(sample(RELAPSE), "2026-05-10", [CR1]);
    expect(found).toMatchObject({ status: "recurrent", remission: null, since: "2026-04-28" });
    expect(found?.reason).toContain("possible recurrence");
    expect(proposed(sample(RELAPSE), "2026-05-10", [CR1, set("recurrent", "2026-04-28")])).toBeNull();
  });

  test("is CR2 after a recurrence, and CR3 after the next", () => {
    const history = [CR1, set("recurrent", "2026-04-28")];
    expect(proposed(sample(AGAIN), "2026-06-10", history)).toMatchObject({
      status: "remission",
      remission: 2,
      since: "2026-06-02",
    });
    const second = [...history, set("remission", "2026-05-20", 2), set("recurrent", "2026-05-28")];
    expect(proposed(sample(AGAIN), "2026-06-10", second)?.remission).toBe(3);
    expect(proposed(sample(AGAIN), "2026-06-10", [...history, set("remission", "2026-06-02", 2)])).toBeNull();
  });
});

describe("what proves nothing", () => {
  test("a marrow from before, or from the day of, a recurrence that a clinician set", () => {
    for (const on of ["2026-03-31", "2026-04-05"]) {
      expect(proposed(sample(CLEAR), "2026-04-10", [CR1, set("recurrent", on)])).toBeNull();
    }
    expect(proposed(sample(CLEAR), "2026-04-10", [CR1, set("recurrent", "2026-03-30")])?.remission).toBe(2);
  });

  test("counts that fall in remission: only the clinician ends it", () => {
    const low = [...CLEAR, marrow("2026-04-28T09:00", "1"), count("2026-04-28T08:30", { PLT: "60" })];
    expect(proposed(sample(low), "2026-05-10", [CR1])).toBeNull();
  });

  test("an answer that is unknown", () => {
    const open = sample([marrow("2026-03-31T09:00", "<10"), count("2026-03-31T08:30")]);
    expect(proposed(open, "2026-04-10", [set("in-treatment", "2026-03-02")])).toBeNull();
    expect(proposed(open, "2026-04-10", [CR1])).toBeNull();
    expect(proposed(open, "2026-04-10")?.status).toBe("in-treatment");
  });

  test("a failed induction, which loses nothing", () => {
    const failed = sample([marrow("2026-03-31T09:00", "12"), count("2026-03-31T08:30")]);
    expect(proposed(failed, "2026-04-10", [set("in-treatment", "2026-03-02")])).toBeNull();
  });
});

test("extramedullary disease or blood blasts after remission are proposed as recurrence too", () => {
  const found = [finding("absent", "2026-03-31"), finding("present", "2026-05-05")];
  expect(proposed(sample(CLEAR, { extramedullary: found }), "2026-05-10", [CR1])).toMatchObject({
    status: "recurrent",
    since: "2026-05-05",
  });
  const blood = [...CLEAR, count("2026-05-02T08:00", { BLAST_PCT: "7" })];
  expect(proposed(sample(blood), "2026-05-10", [CR1])).toMatchObject({
    status: "recurrent",
    since: "2026-05-02",
  });
});

test("every status has a label and a code", () => {
  expect(DISEASE_STATUSES.map((status) => statusLabel({ status, remission: 2 }))).toEqual([
    "untreated",
    "in treatment, not in remission",
    "CR2",
    "recurrent",
  ]);
  expect(statusLabel({ status: "remission", remission: null })).toBe("CR1");
  expect(DISEASE_STATUSES.map((status) => STATUS_ICD[status])).toEqual([
    "C91.00",
    "C91.00",
    "C91.01",
    "C91.02",
  ]);
});

describe("a proposal", () => {
  test("gives its reason in a sentence", () => {
    expect(proposed(sample([], { courses: [] }), "2026-03-01")?.reason).toBe("No course has started.");
    expect(proposed(sample([]), "2026-03-10")?.reason).toBe(
      "Treatment has started; the criterion is not met.",
    );
    expect(proposed(sample(CLEAR), "2026-04-10")?.reason).toBe(
      "The remission criterion is met by the marrow of 2026-03-31.",
    );
  });

  test("is not made again once the clinician set it, whatever was set before", () => {
    const recurrent = set("recurrent", "2026-04-28");
    for (const history of [
      [recurrent],
      [CR1, recurrent],
      [set("in-treatment", "2026-03-02"), CR1, recurrent],
    ])
      expect(proposed(sample(RELAPSE), "2026-05-10", history)).toBeNull();
    expect(proposed(sample(RELAPSE), "2026-05-10", [recurrent, CR1])?.status).toBe("recurrent");
  });

  test("of a remission needs a marrow from after the recurrence, whatever was set before that", () => {
    const recurrent = set("recurrent", "2026-06-02");
    for (const history of [
      [recurrent],
      [CR1, recurrent],
      [set("in-treatment", "2026-03-02"), CR1, recurrent],
    ])
      expect(proposed(sample(AGAIN), "2026-06-20", history)).toBeNull();
    expect(proposed(sample(AGAIN), "2026-06-20", [set("recurrent", "2026-06-01")])?.status).toBe("remission");
    expect(proposed(sample(CLEAR), "2026-04-20", [CR1])).toBeNull();
  });
});
