import fc from "fast-check";
import { ANALYTE_CODES, ANALYTES, type AnalyteCode } from "../analytes";
import { addDays } from "../calendar";
import {
  EXTRAMEDULLARY_FINDINGS,
  type PatientRecord,
  REPORT_STATUSES,
  type ReportVersion,
  SEXES,
  SUPPORT_KINDS,
} from "../record";
import { course, finding, START, sample, value } from "./sample-record";

/** Numbers as laboratories write them. */
export const numberTexts = fc.double({ min: 0, max: 120, noNaN: true }).map((number) => number.toFixed(1));
const texts = fc.oneof(
  numberTexts,
  fc.constantFrom(
    "0",
    "5",
    "<5",
    "<10",
    ">5",
    ">=5",
    "2-3",
    "3-7",
    "DNR",
    "",
    "trace",
    "not detected",
    "4,5",
    "-1",
    "1e9",
  ),
  fc.string({ maxLength: 8 }),
);
const units = (code: AnalyteCode) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<string | null>(ANALYTES[code].unit) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<string | null>(null, "", "g/mL", "1", "/uL", "K/uL", "constructor"),
    },
  );
const results = fc
  .constantFrom<AnalyteCode>(
    "MARROW_BLAST",
    "MRD",
    "WBC",
    "HGB",
    "PLT",
    "ANC",
    "NEUT_PCT",
    "BLAST_PCT",
    ...ANALYTE_CODES,
  )
  .chain((code) =>
    fc
      .record({
        text: texts,
        unit: units(code),
        confirmed: fc.boolean(),
        sensitivity: fc.constantFrom(null, 0.01, 0.1),
        interval: fc.constantFrom(null, { low: 1 }, { high: 3 }, { low: 9, high: 2 }, {}),
      })
      .map(({ text, ...more }) => value(code, text, more)),
  );
const days = fc.integer({ min: -5, max: 95 });
/** Any report around the sample's induction. */
export const reports: fc.Arbitrary<ReportVersion> = fc
  .record({
    specimen: fc.constantFrom("blood", "blood", "marrow", "marrow", "csf"),
    elapsed: days,
    minute: fc.option(fc.integer({ min: 0, max: 1439 })),
    late: fc.integer({ min: 0, max: 10 }),
    status: fc.constantFrom("final", "final", "final", ...REPORT_STATUSES),
    adequate: fc.boolean(),
    accession: fc.option(fc.constantFrom("A", "B", "C", "D", "E", "F")),
    results: fc.array(results, { maxLength: 8 }),
    id: fc.uuid(),
  })
  .map(({ specimen, elapsed, minute, late, id, ...more }) => {
    const date = addDays(START, elapsed);
    return {
      ...more,
      reportId: id,
      version: 1,
      specimen: specimen as ReportVersion["specimen"],
      status: more.status as ReportVersion["status"],
      subId: null,
      collected: { date, minute },
      receivedAt: (Date.parse(`${date}T12:00Z`) + late * 86_400_000) as ReportVersion["receivedAt"],
    };
  });

/** Any record of one or two inductions. */
export const records: fc.Arbitrary<PatientRecord> = fc
  .record({
    reports: fc.array(reports, { maxLength: 12 }),
    sex: fc.constantFrom(...SEXES),
    second: fc.boolean(),
    extramedullary: fc.array(fc.tuple(fc.constantFrom(...EXTRAMEDULLARY_FINDINGS), fc.option(days)), {
      maxLength: 3,
    }),
    support: fc.array(fc.tuple(fc.constantFrom(...SUPPORT_KINDS), days), { maxLength: 3 }),
  })
  .map(({ reports: all, sex, second, extramedullary, support }) =>
    sample(all, {
      patient: { sex },
      courses: second ? [course("2026-04-07"), course("2026-03-02")] : [course("2026-03-02")],
      extramedullary: extramedullary.map(([answer, elapsed]) =>
        finding(answer, elapsed === null ? null : addDays(START, elapsed)),
      ),
      support: support.map(([kind, elapsed]) => ({
        id: `${kind}-${elapsed}`,
        kind,
        on: addDays(START, elapsed),
      })),
    }),
  );

const nearText = (low: number, high: number, decimals: number) => {
  const number = fc.double({ min: low, max: high, noNaN: true }).map((value) => value.toFixed(decimals));
  return fc.oneof(
    { weight: 12, arbitrary: number },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom("<", "<=", ">", ">="), number).map((pair) => pair.join("")),
    },
    { weight: 1, arbitrary: texts },
  );
};
const nearCount = fc
  .record({
    WBC: nearText(3.8, 10.2, 1),
    HGB: nearText(11.5, 15.5, 1),
    PLT: nearText(150, 400, 0),
    ANC: nearText(1.9, 3.8, 2),
    BLAST_PCT: fc.constantFrom("0", "0", "0", "DNR", "trace", "0.5"),
  })
  .map((given) => Object.entries(given).map(([code, text]) => value(code as AnalyteCode, text)));
const nearMarrow = fc
  .tuple(nearText(0, 6, 1), fc.constantFrom(null, null, "not detected", "0.005", "0.02", "<0.1"))
  .map(([blasts, residual]) => [
    value("MARROW_BLAST", blasts),
    ...(residual === null ? [] : [value("MRD", residual)]),
  ]);

/** Records of which many meet the criterion and most are near it: a marrow or two, counts within days. */
export const ordinaryRecords: fc.Arbitrary<PatientRecord> = fc
  .tuple(
    fc.array(fc.tuple(nearMarrow, fc.integer({ min: 20, max: 60 }), fc.boolean()), {
      minLength: 1,
      maxLength: 2,
    }),
    fc.array(fc.tuple(nearCount, fc.integer({ min: 15, max: 65 }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    }),
    records,
  )
  .map(([marrows, counts, other]) => {
    const made = [
      ...marrows.map(([results, elapsed, usual]) => ["marrow", results, elapsed, usual] as const),
      ...counts.map(([results, elapsed, usual]) => ["blood", results, elapsed, usual] as const),
    ].map(([specimen, results, elapsed, usual], index): ReportVersion => {
      const date = addDays(START, elapsed);
      return {
        reportId: `near-${index}`,
        version: 1,
        specimen,
        accession: `N-${index}`,
        subId: null,
        status: usual ? "final" : "corrected",
        adequate: true,
        collected: { date, minute: 540 },
        receivedAt: Date.parse(`${date}T12:00Z`) as ReportVersion["receivedAt"],
        results,
      };
    });
    const { support, extramedullary, reports: others } = other;
    return {
      ...other,
      support: support.slice(0, 1),
      extramedullary: extramedullary.slice(0, 1),
      reports: [...made, ...others.slice(0, 2)],
    };
  });
