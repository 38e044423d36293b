import type { LocalDate } from "../../branded";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import { compareUpper } from "../judging/value-range";
import { blastsAnswer, stated } from "./clauses";

/** The usable marrows of one date after the baseline, and the one that decides. */
export interface GoverningMarrow {
  readonly date: LocalDate;
  readonly deciding: ReadReport;
  /** The one with the highest percentage, and every one whose percentage is not known. */
  readonly counting: readonly ReadReport[];
  readonly all: readonly ReadReport[];
}

/**
 * A marrow that can answer for a response: after the start of the first course, with a blast percentage that was
 * given. One that may not be used (unconfirmed, refused) still governs by its date.
 */
export function responseMarrows(known: KnownRecord): readonly ReadReport[] {
  const { firstStart } = known;
  if (firstStart === null) return [];
  return known.marrows.filter(
    (marrow) => marrow.report.collected.date > firstStart && stated(marrow.reading("MARROW_BLAST")) !== null,
  );
}

/** Marrows grouped by local date, earliest first. */
export function byDate(marrows: readonly ReadReport[]): readonly (readonly ReadReport[])[] {
  const groups = new Map<LocalDate, ReadReport[]>();
  for (const marrow of marrows) {
    const { date } = marrow.report.collected;
    const group = groups.get(date);
    if (group) group.push(marrow);
    else groups.set(date, [marrow]);
  }
  return [...groups.values()];
}

/** Of the marrows of one date the higher percentage governs, a range by its upper end; the unknown one unless another fails. */
export function governing(known: KnownRecord, all: readonly ReadReport[]): GoverningMarrow | null {
  let highest: ReadReport | null = null;
  const unknown: ReadReport[] = [];
  for (const marrow of all) {
    const reading = marrow.reading("MARROW_BLAST");
    if (!reading?.range || reading.seen) unknown.push(marrow);
    else if (highest === null || isHigher(marrow, highest)) highest = marrow;
  }
  const lastUnknown = unknown.at(-1);
  const fails = highest !== null && blastsAnswer(known, highest) === "not-met";
  const deciding = fails ? highest : (lastUnknown ?? highest);
  if (!deciding) return null;
  const counting = highest ? [highest, ...unknown] : unknown;
  return { date: deciding.report.collected.date, deciding, counting, all };
}

function isHigher(marrow: ReadReport, than: ReadReport): boolean {
  const [a, b] = [marrow.reading("MARROW_BLAST")?.range, than.reading("MARROW_BLAST")?.range];
  // Of equal ones the later collected, which comes later in the list.
  return !!a && !!b && compareUpper(a, b) >= 0;
}
