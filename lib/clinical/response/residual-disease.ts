import type { LocalDate } from "../../branded";
import type { Clause } from "../assessment";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import type { Reading } from "../judging/reading";
import { below } from "../judging/value-range";
import type { Answer } from "../truth";
import { clause, readFrom, stated } from "./clauses";

/** One statement of residual disease and the marrow report it stands in. */
export interface ResidualStatement {
  readonly marrow: ReadReport;
  readonly reading: Reading;
}

/** What any final, corrected or amended marrow report of a local date says of residual disease. */
export function residualDiseaseOn(known: KnownRecord, date: LocalDate): readonly ResidualStatement[] {
  return known.reportedMarrows.flatMap((marrow) => {
    if (marrow.report.collected.date !== date) return [];
    const reading = stated(marrow.reading("MRD"));
    return reading ? [{ marrow, reading }] : [];
  });
}

/** "Not detected", or below a limit of detection. */
export function isBelowDetection({ range, comparator, value, seen }: Reading): boolean {
  if (range === null || seen) return false;
  return value === null || ((comparator === "<" || comparator === "<=") && range.low === 0);
}

/** Is it below the cut-off; what was not detected is, however far the assay sees. */
export function residualAnswer(known: KnownRecord, reading: Reading): Answer {
  if (reading.range === null) return "unknown";
  return isBelowDetection(reading) ? "met" : below(reading.range, known.policy.residualDisease.value);
}

/** True where an assay cannot see as far down as the cut-off. */
export function isInsensitive(known: KnownRecord, reading: Reading): boolean {
  const cutOff = known.policy.residualDisease.value;
  const sensitivity = reading.received?.sensitivity ?? null;
  const limit = isBelowDetection(reading) ? reading.value : null;
  return (sensitivity !== null && sensitivity > cutOff) || (limit !== null && limit > cutOff);
}

const WORST_FIRST: readonly Answer[] = ["not-met", "unknown", "met"];

/** The worst statement about residual disease on the date of a marrow; null where there is none. */
export function residualClause(known: KnownRecord, date: LocalDate): Clause | null {
  const cutOff = known.policy.residualDisease.value;
  const statements = residualDiseaseOn(known, date).map((statement) => ({
    ...statement,
    answer: residualAnswer(known, statement.reading),
  }));
  for (const worst of WORST_FIRST) {
    const found = statements.find(({ answer }) => answer === worst);
    if (!found) continue;
    const { marrow, reading } = found;
    const insensitive =
      worst === "met" && isInsensitive(known, reading) ? `The assay does not see down to ${cutOff} %.` : null;
    return clause("mrd", "Measurable residual disease", worst, {
      ...readFrom(marrow, reading, [cutOff]),
      limit: `< ${cutOff} %`,
      reason: reading.reason ?? insensitive,
    });
  }
  return null;
}
