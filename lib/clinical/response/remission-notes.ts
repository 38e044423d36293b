import type { LocalDate } from "../../branded";
import { ANALYTE_CODES, ANALYTES, type AnalyteCode } from "../analytes";
import type { Clause, Note } from "../assessment";
import { intervalChoice } from "../judge";
import { differentialNote, volumeNote } from "../judging/checks";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import type { Reading } from "../judging/reading";
import { isExact, type ValueRange } from "../judging/value-range";
import { type NoteCode, note } from "../notes";
import type { CountPairing } from "../pairing";
import type { Specimen } from "../record";
import { type IntervalChoice, insideInterval } from "../reference-intervals";
import { roundingHides } from "../value-text";
import type { Standing } from "../versions";
import { bloodBlasts, stated, supportOf, supportText } from "./clauses";
import type { GoverningMarrow } from "./governing-marrow";

const REASON_NOTES: Readonly<Record<string, NoteCode>> = {
  "unit-missing": "UNIT_ERROR",
  "unit-refused": "UNIT_ERROR",
  "hard-limit": "HARD_LIMIT",
  "soft-limit": "SOFT_UNCONFIRMED",
  "specimen-mismatch": "SPECIMEN_MISMATCH",
};

/** What to know about one value a verdict reads: why it is not used, that it was converted, computed or corrected. */
export function readingNotes(report: ReadReport, reading: Reading): Note[] {
  const { reportId } = report.report;
  const label = ANALYTES[reading.analyte].label;
  const notes: Note[] = [];
  const code = reading.reasonCode && REASON_NOTES[reading.reasonCode];
  if (code) notes.push(note(code, reportId, reading.reason));
  if (reading.derived) notes.push(note("ANC_DERIVED", reportId));
  const { accepted } = reading;
  if (reading.range && accepted && !("power" in accepted.scale && accepted.scale.power === 0)) {
    notes.push(note("UNIT_CONVERTED", reportId, `${label}, from ${accepted.display}.`));
  }
  return notes;
}

/** What to know about the marrow that governs. */
export function marrowNotes(known: KnownRecord, { deciding, all }: GoverningMarrow): Note[] {
  const { reportId, status } = deciding.report;
  const reading = deciding.reading("MARROW_BLAST");
  const notes = reading ? readingNotes(deciding, reading) : [];
  const limit = known.policy.marrowBlasts.value;
  const range = reading?.range;
  if (range && isExact(range)) {
    if (range.low === limit) notes.push(note("THRESHOLD_EDGE", reportId, `Marrow blasts are ${limit} %.`));
    if (roundingHides(range.low, ANALYTES.MARROW_BLAST.decimals, limit)) {
      notes.push(note("ROUNDING_HIDES_THRESHOLD", reportId, `Marrow blasts are ${range.low} %.`));
    }
  }
  if (status === "corrected" || status === "amended") notes.push(note("CORRECTED", reportId));
  const texts = new Set(all.map((marrow) => marrow.reading("MARROW_BLAST")?.text.trim()));
  if (texts.size > 1) notes.push(note("CONFLICTING_MARROWS", reportId, `${[...texts].join(" % and ")} %.`));
  return notes;
}

/** What to know about the pairing and about the count it found. */
export function countNotes(known: KnownRecord, marrow: ReadReport, pairing: CountPairing): Note[] {
  const { count, gapDays } = pairing;
  if (count === null) return [note("NO_PAIRED_CBC", marrow.report.reportId)];
  const { reportId, status, collected } = count.report;
  const notes: Note[] = [];
  if (gapDays) {
    const days = Math.abs(gapDays) === 1 ? "1 day" : `${Math.abs(gapDays)} days`;
    notes.push(note("PAIR_GAP", reportId, `${days} ${gapDays > 0 ? "after" : "before"} it.`));
  }
  if (status === "corrected" || status === "amended") notes.push(note("CORRECTED", reportId));
  const core = known.policy.coreAnalytes.value;
  for (const code of core) {
    const reading = stated(count.reading(code));
    if (reading === null) {
      notes.push(note("MISSING", reportId, `${ANALYTES[code].label} was not reported.`));
      continue;
    }
    notes.push(...readingNotes(count, reading), ...intervalNotes(known, count, reading));
    const support = supportOf(known, code, collected.date);
    if (support) notes.push(note("SUPPORTED", reportId, `${ANALYTES[code].label}: ${supportText(support)}.`));
  }
  const abnormal = otherAnalytes(count, core).filter((code) => isOutside(known, count, code));
  if (abnormal.length > 0 && known.policy.strictness === "core") {
    const labels = abnormal.map((code) => ANALYTES[code].label).join(", ");
    notes.push(note("NONCORE_ABNORMAL", reportId, `${labels}.`));
  }
  for (const warning of [differentialNote(count), volumeNote(known, count)]) {
    if (warning) notes.push(warning);
  }
  const { answer, readings } = bloodBlasts(count);
  for (const reading of readings) notes.push(...readingNotes(count, reading));
  if (readings.length === 0) notes.push(note("BLOOD_BLASTS_NOT_REPORTED", reportId));
  else if (answer === "not-met") notes.push(note("BLOOD_BLASTS", reportId));
  return notes;
}

/** Reported analytes of a count beside the core ones; blasts have a clause of their own. */
export function otherAnalytes(count: ReadReport, core: readonly AnalyteCode[]): readonly AnalyteCode[] {
  const reported = new Set(count.report.results.map(({ analyte }) => analyte));
  return ANALYTE_CODES.filter(
    (code) =>
      reported.has(code) &&
      !core.includes(code) &&
      ANALYTES[code].specimen === "blood" &&
      code !== "BLAST_PCT" &&
      code !== "BLAST_ABS" &&
      stated(count.reading(code)) !== null,
  );
}

function isOutside(known: KnownRecord, count: ReadReport, code: AnalyteCode): boolean {
  const reading = count.reading(code);
  if (!reading?.range) return false;
  return insideInterval(reading.range, intervalChoice(known, count, reading)) === "not-met";
}

function intervalNotes(known: KnownRecord, count: ReadReport, reading: Reading): Note[] {
  if (reading.range === null) return [];
  const { reportId } = count.report;
  const label = ANALYTES[reading.analyte].label;
  const choice = intervalChoice(known, count, reading);
  const notes: Note[] = [];
  if (choice.refused) notes.push(note("BAD_REFERENCE_RANGE", reportId, `${label}.`));
  const inside = insideInterval(reading.range, choice);
  if (choice.sexNeeded && inside === "unknown") notes.push(note("SEX_REQUIRED", reportId, `${label}.`));
  const { low } = reading.range;
  const high = choice.candidates.every((interval) => interval.high !== null && low >= interval.high);
  if (inside === "not-met" && high) notes.push(note("FAILED_HIGH", reportId, `${label}.`));
  return [...notes, ...edgeNotes(reading, reading.range, choice, reportId)];
}

/** Limits at which the professional definitions part ways. */
const DEFINITION_LIMITS: Readonly<Partial<Record<AnalyteCode, number>>> = { ANC: 1, PLT: 100 };

function edgeNotes(reading: Reading, range: ValueRange, choice: IntervalChoice, reportId: string): Note[] {
  if (!isExact(range)) return [];
  const { label, decimals } = ANALYTES[reading.analyte];
  const value = range.low;
  const hidden = choice.candidates
    .flatMap(({ low, high }) => [low, high])
    .some((limit) => limit !== null && roundingHides(value, decimals, limit));
  const notes: Note[] = [];
  if (value === DEFINITION_LIMITS[reading.analyte]) {
    notes.push(note("THRESHOLD_EDGE", reportId, `${label} is ${value}.`));
  }
  if (hidden) notes.push(note("ROUNDING_HIDES_THRESHOLD", reportId, `${label} is ${value}.`));
  return notes;
}

const UNUSED: Readonly<Partial<Record<Standing, NoteCode>>> = {
  preliminary: "PRELIMINARY",
  "entered in error": "ENTERED_IN_ERROR",
  duplicate: "DUPLICATE",
  "inadequate sample": "INADEQUATE_SAMPLE",
};

/** Notes on reports of a stretch of days, both ends included, that a reader would expect to count and that do not. */
export function unusedNotes(
  known: KnownRecord,
  from: LocalDate,
  until: LocalDate,
  specimens: readonly Specimen[],
): Note[] {
  return known.reports.flatMap(({ report, standing }) => {
    const { date } = report.collected;
    if (date < from || date > until || !specimens.includes(report.specimen)) return [];
    const code = UNUSED[standing];
    if (code) return [note(code, report.reportId)];
    const foreign = report.results.some(({ analyte }) => ANALYTES[analyte].specimen !== report.specimen);
    const mismatched =
      foreign &&
      known
        .read(report)
        .all()
        .find(({ state }) => state === "mismatch");
    return mismatched ? [note("SPECIMEN_MISMATCH", report.reportId, mismatched.reason)] : [];
  });
}

/** Notes that follow from the clauses alone. */
export function clauseNotes(clauses: readonly Clause[]): Note[] {
  return clauses.flatMap(({ id, value, reportId }) => {
    if (id !== "extramedullary") return [];
    if (value === "present" || value === "suspected") return [note("EXTRAMEDULLARY", reportId)];
    return value === "not-assessed" ? [note("EM_NOT_ASSESSED", reportId)] : [];
  });
}

/** Each remark once. */
export function withoutRepeats(notes: readonly Note[]): readonly Note[] {
  const seen = new Set<string>();
  return notes.filter(({ code, reportId, text }) => {
    const key = JSON.stringify([code, reportId, text]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
