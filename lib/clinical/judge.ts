import { ANALYTES } from "./analytes";
import type { AsOf, JudgedReport, JudgedResult, Note } from "./assessment";
import { differentialNote, previousBlood, volumeNote } from "./judging/checks";
import { ctcaeGrade } from "./judging/ctcae";
import { flagOf } from "./judging/flags";
import { type KnownRecord, knownRecord } from "./judging/known-record";
import type { ReadReport } from "./judging/read-report";
import type { Reading } from "./judging/reading";
import { above } from "./judging/value-range";
import { type NoteCode, note } from "./notes";
import type { Policy } from "./policy";
import type { PatientRecord, ReportVersion } from "./record";
import { type IntervalChoice, type SentInterval, shownInterval } from "./reference-intervals";
import type { KnownReport, Standing } from "./versions";
import { localTimeOf } from "./zone";

/** Every report in its newest version known at a moment, each value read, converted, checked and flagged; earliest first. */
export function judgeReports(record: PatientRecord, asOf: AsOf, policy: Policy): JudgedReport[] {
  const known = knownRecord(record, asOf, policy);
  return known.reports.map((report) => judged(known, report));
}

/** The same, latest collection first and each only when it is asked for: what shows the last few need not judge all. */
export function* judgeNewestFirst(
  record: PatientRecord,
  asOf: AsOf,
  policy: Policy,
): Generator<JudgedReport, void, void> {
  const known = knownRecord(record, asOf, policy);
  for (const report of known.reports.toReversed()) yield judged(known, report);
}

/**
 * Judges one report as it is received, against a record that may or may not hold it yet. The moment is the
 * report's own time of receipt.
 */
export function judgeReport(report: ReportVersion, context: PatientRecord, policy: Policy): JudgedReport {
  const { date, minute } = localTimeOf(report.receivedAt, context.patient.timeZone);
  const others = context.reports.filter(({ reportId }) => reportId !== report.reportId);
  const asOf = { instant: report.receivedAt, date };
  const known = knownRecord({ ...context, reports: [...others, report] }, asOf, policy);
  const found = known.reports.find((candidate) => candidate.report === report);
  // A later version under the same accession hides this one; it is still judged for itself.
  const standing: Standing = found?.standing ?? "duplicate";
  const { collected } = report;
  const later = collected.date === date && (collected.minute ?? 0) > minute;
  return judged(known, { report, standing: later ? "collected in the future" : standing });
}

const STANDING_NOTES: Readonly<Partial<Record<Standing, NoteCode>>> = {
  preliminary: "PRELIMINARY",
  "entered in error": "ENTERED_IN_ERROR",
  duplicate: "DUPLICATE",
  "inadequate sample": "INADEQUATE_SAMPLE",
};

function judged(known: KnownRecord, { report, standing }: KnownReport): JudgedReport {
  const read = known.read(report);
  const notes: Note[] = [];
  const remark = (code: NoteCode, particulars: string | null = null) =>
    notes.push(note(code, report.reportId, particulars));
  const standingNote = STANDING_NOTES[standing];
  if (standingNote) remark(standingNote);
  const results = read.all().map((reading): JudgedResult => {
    const choice = intervalChoice(known, read, reading);
    if (choice.refused && reading.received?.interval)
      remark("BAD_REFERENCE_RANGE", ANALYTES[reading.analyte].label);
    return judgedResult(known, read, reading, choice);
  });
  for (const warning of [differentialNote(read), volumeNote(known, read)]) if (warning) notes.push(warning);
  const usable = standing === "usable";
  return { report, usable, unusable: usable ? null : standing, results, notes };
}

/** The interval a value is judged by, on its collection date. */
export function intervalChoice(known: KnownRecord, read: ReadReport, reading: Reading): IntervalChoice {
  const { received } = reading;
  const sent: SentInterval | null = received?.interval ? received : null;
  return known.intervalFor(reading.analyte, read.report.collected.date, sent);
}

function judgedResult(
  known: KnownRecord,
  read: ReadReport,
  reading: Reading,
  choice: IntervalChoice,
): JudgedResult {
  const { analyte, received, range, state } = reading;
  const interval = state === "mismatch" ? null : shownInterval(choice);
  const seenBefore = () => blastsSeenBefore(known, read, reading);
  return {
    analyte,
    text: reading.text,
    unit: received ? received.unit : ANALYTES[analyte].unit,
    value: reading.value,
    comparator: reading.comparator,
    seen: reading.seen,
    canonicalUnit: ANALYTES[analyte].unit,
    interval,
    flag: flagOf(reading, choice, known.policy, seenBefore),
    state,
    reason: reading.reason,
    reasonCode: reading.reasonCode,
    suggestion: reading.suggestion,
    derived: reading.derived,
    grade: range === null ? null : ctcaeGrade(analyte, range, interval?.low ?? null),
    sensitivity: received?.sensitivity ?? null,
  };
}

/** Did the last earlier report that speaks of blood blasts already show them? Then they are no news. */
function blastsSeenBefore(known: KnownRecord, read: ReadReport, { analyte }: Reading): boolean {
  const before = previousBlood(known, read, (earlier) => {
    const ranges = (["BLAST_PCT", "BLAST_ABS"] as const).flatMap(
      (code) => earlier.reading(code)?.range ?? [],
    );
    return ranges.length === 0 ? null : ranges.some((range) => above(range, 0) === "met");
  });
  return analyte !== "CSF_BLAST_PCT" && before?.value === true;
}
