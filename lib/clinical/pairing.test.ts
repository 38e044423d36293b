import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import type { RemissionAssessment } from "./assessment";
import { knownRecord } from "./judging/known-record";
import { pairedCount } from "./pairing";
import { DEFAULT_POLICY, type Policy } from "./policy";
import type { PatientRecord } from "./record";
import { at, count, marrow, sample } from "./testing/sample-record";

const MARROW = "2026-03-31T09:00";

const remission = (record: PatientRecord, asOf = "2026-05-30", policy: Policy = DEFAULT_POLICY) =>
  assess(record, at(asOf), policy).remission;
const codes = ({ notes }: RemissionAssessment) => notes.map(({ code }) => code);

describe("the paired count", () => {
  const withCounts = (...counts: ReturnType<typeof count>[]) =>
    remission(sample([marrow(MARROW, "1"), ...counts]));

  test("is looked for seven local days before and after, both included, whatever the hour", () => {
    expect(withCounts(count("2026-03-24T00:01")).pairing).toMatchObject({ gapDays: -7 });
    expect(withCounts(count("2026-04-07T23:59")).pairing).toMatchObject({ gapDays: 7 });
    for (const outside of ["2026-03-23T23:59", "2026-04-08T00:01"]) {
      const found = withCounts(count(outside));
      expect(found).toMatchObject({ verdict: "indeterminate", pairing: { countId: null, gapDays: null } });
      expect(codes(found)).toContain("NO_PAIRED_CBC");
    }
  });

  test("is the nearest in local wall-clock time; a report without a time is noon", () => {
    const near = count("2026-03-31", { PLT: "88" }, { reportId: "near" });
    const far = count("2026-03-30T23:00", {}, { reportId: "far" });
    expect(withCounts(near, far).pairing?.countId).toBe("near");
    const later = count("2026-03-31T15:01", {}, { reportId: "later" });
    expect(withCounts(count("2026-03-31T03:00", {}, { reportId: "early" }), later).pairing?.countId).toBe(
      "early",
    );
  });

  test("on a tie is the later one", () => {
    const before = count("2026-03-30T09:00", { PLT: "88" }, { reportId: "before" });
    const after = count("2026-04-01T09:00", {}, { reportId: "after" });
    expect(withCounts(after, before).pairing).toMatchObject({ countId: "after", gapDays: 1 });
    expect(codes(withCounts(after, before))).toEqual(expect.arrayContaining(["DISCORDANT_CBC", "PAIR_GAP"]));
  });

  test("across a clock change nearness is what the clocks showed", () => {
    const found = remission(
      sample([
        marrow("2026-03-29T06:00", "1"),
        count("2026-03-28T18:00", {}, { reportId: "evening" }),
        count("2026-03-29T18:00", {}, { reportId: "next" }),
      ]),
    );
    expect(found.pairing?.countId).toBe("next");
  });

  test("is a blood report with at least one of the four counts, and a usable one", () => {
    const smear = count(
      "2026-03-31T09:00",
      { WBC: null, HGB: null, PLT: null, ANC: null },
      { reportId: "smear" },
    );
    const nothing = count(
      "2026-03-31T09:00",
      { WBC: "DNR", HGB: "", PLT: null, ANC: null },
      { reportId: "nothing" },
    );
    const early = count("2026-03-31T09:00", {}, { status: "preliminary", reportId: "early" });
    const real = count("2026-03-30T08:00", {}, { reportId: "real" });
    for (const other of [smear, nothing, early]) {
      expect(withCounts(other, real).pairing?.countId).toBe("real");
    }
  });

  test("keeps its place when its values may not be used: they are unknown, not absent", () => {
    const unusable = count("2026-03-31T09:00", { PLT: "4" }, { reportId: "near" });
    const found = withCounts(unusable, count("2026-03-30T08:00"));
    expect(found.pairing?.countId).toBe("near");
    expect(found.verdict).toBe("indeterminate");
    expect(codes(found)).toContain("SOFT_UNCONFIRMED");
  });
});

test("the other counts of the window are told apart from the paired one", () => {
  const counts = ["2026-03-30", "2026-03-31", "2026-04-01"].map((date) =>
    count(date, {}, { reportId: date }),
  );
  const outside = count("2026-04-08", {}, { reportId: "outside" });
  const known = knownRecord(
    sample([marrow(MARROW, "1"), ...counts, outside]),
    at("2026-05-30"),
    DEFAULT_POLICY,
  );
  const [governing] = known.marrows;
  const found = governing && pairedCount(known, governing);
  expect(found?.count?.report.reportId).toBe("2026-03-31");
  expect(found?.others.map(({ report }) => report.reportId)).toEqual(["2026-03-30", "2026-04-01"]);
});
