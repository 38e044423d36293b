import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import type { RemissionAssessment } from "../assessment";
import { DEFAULT_POLICY, type Policy } from "../policy";
import type { PatientRecord } from "../record";
import { at, count, course, day, finding, marrow, sample, support, value } from "../testing/sample-record";

const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";

const remission = (record: PatientRecord, asOf = "2026-05-30", policy: Policy = DEFAULT_POLICY) =>
  assess(record, at(asOf), policy).remission;
const verdict = (...given: Parameters<typeof remission>) => remission(...given).verdict;
const codes = ({ notes }: RemissionAssessment) => notes.map(({ code }) => code);
const answer = ({ clauses }: RemissionAssessment, id: string) =>
  clauses.find((clause) => clause.id === id)?.answer;

/** A marrow of so many blasts with a normal count. */
const blasts = (text: string) => sample([marrow(MARROW, text), count(COUNT)]);
/** A clear marrow with this count. */
const blood = (changes: Parameters<typeof count>[1], more: Parameters<typeof sample>[1] = {}) =>
  sample([marrow(MARROW, "1"), count(COUNT, changes)], more);

describe("counts inside their intervals", () => {
  test("each of the four decides, and the limits are inside", () => {
    expect(verdict(blood({ WBC: "4.0", HGB: "11.7", PLT: "165", ANC: "2.0" }))).toBe("met");
    for (const [code, text] of [
      ["WBC", "3.9"],
      ["HGB", "11.6"],
      ["PLT", "164"],
      ["ANC", "1.9"],
      ["PLT", "388"],
    ] as const) {
      const found = remission(blood({ [code]: text }));
      expect([code, found.verdict, answer(found, `count-${code}`)]).toEqual([code, "not-met", "not-met"]);
    }
    expect(codes(remission(blood({ PLT: "388" })))).toContain("FAILED_HIGH");
    expect(codes(remission(blood({ PLT: "164" })))).not.toContain("FAILED_HIGH");
  });

  test("a missing one is unknown and named; a failing one decides anyway", () => {
    const found = remission(blood({ ANC: null }));
    expect(found.verdict).toBe("indeterminate");
    expect(found.missing.join()).toContain("neutrophil");
    expect(verdict(blood({ ANC: null, PLT: "50" }))).toBe("not-met");
  });

  test("a censored one answers only if its whole range does", () => {
    expect(verdict(blood({ PLT: ">200" }))).toBe("indeterminate");
    expect(verdict(blood({ PLT: "<100" }))).toBe("not-met");
    expect(verdict(blood({ PLT: "<165" }))).toBe("not-met");
    expect(verdict(blood({ PLT: "<=165" }))).toBe("indeterminate");
  });

  test("the patient's own interval comes first", () => {
    const duffyNull = { patient: { intervals: [{ analyte: "ANC", low: 1, unit: "10*9/L" } as const] } };
    expect(verdict(blood({ ANC: "1.2" }, duffyNull))).toBe("met");
    expect(verdict(blood({ ANC: "1.2" }))).toBe("not-met");
  });

  test("computed neutrophils count as neutrophils", () => {
    const found = remission(blood({ ANC: null, SEG_PCT: "50", BAND_PCT: "4" }));
    expect(found.verdict).toBe("met");
    expect(codes(found)).toContain("ANC_DERIVED");
    expect(found.clauses.find(({ id }) => id === "count-ANC")?.value).toBe("2.81");
  });

  test("sex not recorded leaves the answer open where it matters, and says so", () => {
    const unknown = { patient: { sex: "unknown" } as const };
    expect(verdict(blood({ HGB: "14" }, unknown))).toBe("met");
    const between = remission(blood({ HGB: "12.4" }, unknown));
    expect(between.verdict).toBe("indeterminate");
    expect(codes(between)).toContain("SEX_REQUIRED");
    expect(verdict(blood({ HGB: "10" }, unknown))).toBe("not-met");
  });

  test("no interval at an age is unknown, never normal", () => {
    const record = blood({}, { patient: { birthDate: day("1870-01-01") } });
    expect(verdict(record)).toBe("indeterminate");
  });

  test("beyond the core nothing decides, unless the policy asks for every reported value", () => {
    const record = blood({ HGB: "13.4", MCV: "110" });
    expect(verdict(record)).toBe("met");
    expect(codes(remission(record))).toContain("NONCORE_ABNORMAL");
    const full: Policy = { ...DEFAULT_POLICY, strictness: "full" };
    expect(verdict(record, "2026-05-30", full)).toBe("not-met");
    expect(verdict(blood({ NRBC: "3" }), "2026-05-30", full)).toBe("met");
    expect(verdict(blood({ MCV: "200" }), "2026-05-30", full)).toBe("indeterminate");
  });
});

describe("support", () => {
  const cases = [
    ["platelets", "PLT", 7],
    ["red-cells", "HGB", 28],
    ["g-csf", "ANC", 7],
    ["g-csf", "WBC", 7],
  ] as const;

  test.each(cases)(
    "%s: %s cannot pass from the day itself to day %i, and can before and after",
    (kind, code, days) => {
      const on = (date: string) => remission(blood({}, { support: [support(kind, date)] }));
      const back = (elapsed: number) => new Date(Date.UTC(2026, 2, 31 - elapsed)).toISOString().slice(0, 10);
      expect(answer(on(back(0)), `count-${code}`)).toBe("unknown");
      expect(answer(on(back(days)), `count-${code}`)).toBe("unknown");
      expect(answer(on(back(days + 1)), `count-${code}`)).toBe("met");
      expect(answer(on(back(-1)), `count-${code}`)).toBe("met");
      expect(codes(on(back(1)))).toContain("SUPPORTED");
    },
  );

  test("a value under support can still fail, also a censored one", () => {
    const given = { support: [support("platelets", "2026-03-30")] };
    expect(verdict(blood({ PLT: "80" }, given))).toBe("not-met");
    expect(verdict(blood({ PLT: "<100" }, given))).toBe("not-met");
    expect(verdict(blood({ PLT: "<300" }, given))).toBe("indeterminate");
  });

  test("computed neutrophils are supported as reported ones are", () => {
    const record = blood({ ANC: null, NEUT_PCT: "60" }, { support: [support("g-csf", "2026-03-30")] });
    expect(answer(remission(record), "count-ANC")).toBe("unknown");
  });
});

describe("blood blasts and extramedullary disease", () => {
  test.each([
    [{ BLAST_PCT: "0" }, "met"],
    [{ BLAST_PCT: "1" }, "not-met"],
    [{ BLAST_PCT: "0", BLAST_ABS: "0.02" }, "not-met"],
    [{ BLAST_PCT: null, BLAST_ABS: "0" }, "met"],
    [{ BLAST_PCT: "<1" }, "indeterminate"],
    [{ BLAST_PCT: ">0" }, "not-met"],
    [{ BLAST_PCT: "occasional blasts" }, "not-met"],
    [{ BLAST_PCT: "none seen" }, "met"],
    [{ BLAST_PCT: "101" }, "indeterminate"],
    [{ BLAST_PCT: null }, "met"],
    [{ BLAST_PCT: "DNR" }, "met"],
  ] as const)("%j is %s", (changes, expected) => expect(verdict(blood(changes))).toBe(expected));

  test("blasts in the wrong unit are unknown, never not reported", () => {
    expect(verdict(blood({ BLAST_PCT: value("BLAST_PCT", "0", { unit: "/uL" }) }))).toBe("indeterminate");
  });

  test("not reported is allowed and noted", () => {
    expect(codes(remission(blood({ BLAST_PCT: null })))).toContain("BLOOD_BLASTS_NOT_REPORTED");
  });

  test.each([
    ["absent", "met"],
    ["present", "not-met"],
    ["suspected", "indeterminate"],
    ["not-assessed", "met"],
  ] as const)("extramedullary disease %s: %s", (found, expected) => {
    expect(verdict(blood({}, { extramedullary: [finding(found)] }))).toBe(expected);
  });

  test("a dated finding counts up to seven days after the marrow, an undated one always", () => {
    const present = (on: string | null) => verdict(blood({}, { extramedullary: [finding("present", on)] }));
    expect(present("2026-04-07")).toBe("not-met");
    expect(present("2026-04-08")).toBe("met");
    expect(present("2026-01-01")).toBe("not-met");
    expect(present(null)).toBe("not-met");
  });

  test("a later assessment replaces an earlier one, the worse of one date counts, and not assessed takes nothing back", () => {
    const found = (...findings: ReturnType<typeof finding>[]) =>
      verdict(blood({}, { extramedullary: findings }));
    expect(found(finding("present", "2026-03-01"), finding("absent", "2026-03-30"))).toBe("met");
    expect(found(finding("absent", "2026-03-01"), finding("present", "2026-03-30"))).toBe("not-met");
    expect(found(finding("absent", "2026-03-30"), finding("suspected", "2026-03-30"))).toBe("indeterminate");
    expect(found(finding("present", "2026-03-01"), finding("not-assessed", "2026-03-30"))).toBe("not-met");
    expect(found(finding("absent", "2026-03-30"), finding("present"))).toBe("not-met");
    expect(codes(remission(blood({}, { extramedullary: [] })))).toContain("EM_NOT_ASSESSED");
  });

  test("a finding after the as-of is not known yet", () => {
    const record = blood({}, { extramedullary: [finding("present", "2026-04-02")] });
    expect(verdict(record, "2026-04-01")).toBe("met");
    expect(verdict(record, "2026-04-02")).toBe("not-met");
  });
});

describe("before and after", () => {
  test("without a course, or before it starts, remission is not applicable", () => {
    const reports = [marrow(MARROW, "1"), count(COUNT)];
    expect(verdict(sample(reports, { courses: [] }))).toBe("not-applicable");
    expect(verdict(sample(reports), "2026-03-01")).toBe("not-applicable");
    expect(verdict(sample(reports), "2026-03-02")).toBe("indeterminate");
    expect(verdict(sample(reports, { courses: [course("2026-03-02", { part: "post-remission" })] }))).toBe(
      "met",
    );
  });

  test("a correction changes the verdict from the moment it was received", () => {
    const id = { reportId: "m", accession: "M" };
    const wrong = marrow(MARROW, "50", [], { ...id, received: "2026-04-01T10:00" });
    const right = marrow(MARROW, "5.0", [], {
      ...id,
      version: 2,
      status: "corrected",
      received: "2026-04-03T10:00",
    });
    const record = sample([wrong, right, count(COUNT)]);
    expect(verdict(record, "2026-04-02")).toBe("not-met");
    expect(verdict(record, "2026-04-03T10:00")).toBe("met");
    expect(codes(remission(record))).toContain("CORRECTED");
  });

  test("losing the criterion after it was met proposes a recurrence; relapse only from 25 % on", () => {
    const met = [marrow(MARROW, "1"), count(COUNT)];
    const lost = remission(sample([...met, marrow("2026-05-20T09:00", "12"), count("2026-05-20T08:00")]));
    expect(codes(lost)).toEqual(expect.arrayContaining(["POSSIBLE_RECURRENCE", "CONFIRMATION_REQUIRED"]));
    expect(lost.notes.find(({ code }) => code === "CONFIRMATION_REQUIRED")?.text).toContain("one more test");
    const relapse = remission(sample([...met, marrow("2026-05-20T09:00", "25"), count("2026-05-20T08:00")]));
    expect(relapse.notes.find(({ code }) => code === "CONFIRMATION_REQUIRED")?.text).toContain(
      "without a second test",
    );
    const blood = remission(sample([...met, count("2026-05-20T08:00", { BLAST_PCT: "4" })]));
    expect(blood.verdict).toBe("met");
    expect(codes(blood)).toContain("POSSIBLE_RECURRENCE");
    const never = remission(sample([marrow(MARROW, "18"), count(COUNT), marrow("2026-05-20T09:00", "30")]));
    expect(codes(never)).not.toContain("POSSIBLE_RECURRENCE");
  });

  test("a verdict carries its evidence: reports, versions, values, units, intervals and where they came from", () => {
    const { clauses, pairing } = remission(blasts("5"));
    expect(pairing).toMatchObject({ gapDays: 0 });
    const platelets = clauses.find(({ id }) => id === "count-PLT");
    expect(platelets).toMatchObject({
      answer: "met",
      value: "210",
      unit: "10*9/L",
      limit: "165–387",
      reportVersion: 1,
      interval: { origin: "table", source: "NORIP-2004" },
    });
    expect(clauses.map(({ id }) => id)).toEqual([
      "marrow-blasts",
      "count-WBC",
      "count-HGB",
      "count-PLT",
      "count-ANC",
      "blood-blasts",
      "extramedullary",
    ]);
  });
});
