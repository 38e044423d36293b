import type { ReadingAnswers } from "../import-format";
import { columnUses } from "./column-use";
import { readDateText } from "./date-text";
import type { TableLine } from "./table-line";

/** Above the headings stand titles, who made the table and when, and empty lines. */
const PREAMBLE_LINES = 50;

export interface FoundHeader {
  /** Index into the lines. */
  readonly at: number;
  /** How surely it is the line of headings: the headings known, less the values among them. */
  readonly score: number;
}

/** The line of headings; null where no line looks like one. */
export function findHeader(lines: readonly TableLine[], answers: ReadingAnswers): FoundHeader | null {
  let best: FoundHeader | null = null;
  for (const [at, { cells }] of lines.slice(0, PREAMBLE_LINES).entries()) {
    const filled = cells.filter((cell) => cell.trim() !== "").length;
    const score = headingScore(cells, answers);
    const enough = score >= 2 || (score >= 1 && filled >= 2);
    if (enough && score > (best?.score ?? 0)) best = { at, score };
  }
  return best;
}

function headingScore(cells: readonly string[], answers: ReadingAnswers): number {
  // The same word over and over is not a line of headings that somebody wrote.
  const distinct = [...new Set(cells.map((cell) => cell.trim()))]
    .filter((cell) => cell !== "")
    .slice(0, 1000);
  return columnUses(distinct, answers).reduce((sum, { use, heading }) => {
    if (use.kind === "field" || use.kind === "analyte") return sum + 1;
    if (use.kind === "ignored") return sum;
    if (use.candidates.length > 0) return sum + 0.5;
    const isValue = /^[<>≤≥]?\s*[-+]?\d+(?:[.,]\d+)*$/.test(heading) || readDateText(heading).kind === "date";
    return isValue ? sum - 1 : sum;
  }, 0);
}
