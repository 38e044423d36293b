import type { LocalDate } from "../../branded";
import type { Note } from "../assessment";
import type { KnownRecord } from "../judging/known-record";
import { note } from "../notes";
import type { NoEvidence } from "./no-evidence";
import { clauseNotes, readingNotes, unusedNotes, withoutRepeats } from "./remission-notes";
import { isInsensitive, residualAnswer, residualDiseaseOn } from "./residual-disease";

/** What to know about the sample that decides a milestone, and about those of the window that were not used. */
export function milestoneNotes(
  known: KnownRecord,
  deciding: NoEvidence | null,
  window: { readonly opens: LocalDate; readonly closes: LocalDate },
): readonly Note[] {
  const unused = unusedNotes(known, window.opens, window.closes, ["marrow"]);
  if (deciding === null) return withoutRepeats(unused);
  const { marrow, clauses } = deciding;
  const { reportId, status, collected } = marrow.report;
  const blasts = marrow.reading("MARROW_BLAST");
  const notes: Note[] = blasts ? readingNotes(marrow, blasts) : [];
  const limit = known.policy.marrowBlasts.value;
  if (blasts?.range?.low === limit && blasts.range.high === limit) {
    notes.push(note("THRESHOLD_EDGE", reportId, `Marrow blasts are ${limit} %.`));
  }
  if (status === "corrected" || status === "amended") notes.push(note("CORRECTED", reportId));
  for (const { marrow: source, reading } of residualDiseaseOn(known, collected.date)) {
    const answer = residualAnswer(known, reading);
    notes.push(...readingNotes(source, reading));
    if (answer === "not-met")
      notes.push(note("MRD_POSITIVE", source.report.reportId, `${reading.text.trim()} %.`));
    if (answer === "met" && isInsensitive(known, reading)) {
      notes.push(note("MRD_INSUFFICIENT_SENSITIVITY", source.report.reportId));
    }
  }
  const blood = clauses.find(({ id }) => id === "blood-blasts");
  if (blood?.answer === "not-met") notes.push(note("BLOOD_BLASTS", blood.reportId));
  return withoutRepeats([...notes, ...clauseNotes(clauses), ...unused]);
}
