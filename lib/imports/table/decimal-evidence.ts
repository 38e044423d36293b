import { DECIMAL_MARKS, type DecimalMark, inPoints, parseMeasurement } from "@/lib/clinical/measurement";

/** What the values of a table say about its decimal mark. */
export interface DecimalEvidence {
  /** Null where no value needs one, or where they do not settle it. */
  readonly mark: DecimalMark | null;
  /** Where they do not: a value that could be read in two ways, or the two that speak against each other. */
  readonly unsettled: readonly string[];
}

/** "4,2" settles the comma, "4.2" and "1,234.5" the point; "1,234" alone and "1.234" alone settle nothing. */
export function decimalEvidence(texts: Iterable<string>): DecimalEvidence {
  const settling: Partial<Record<DecimalMark, string>> = {};
  let either: string | null = null;
  for (const text of texts) {
    const marks = marksOf(text);
    const [only] = marks;
    if (only === undefined) continue;
    if (marks.length > 1) either ??= text;
    else settling[only] ??= text;
  }
  const { ".": point, ",": comma } = settling;
  if (point !== undefined && comma !== undefined) return { mark: null, unsettled: [point, comma] };
  if (point !== undefined) return { mark: ".", unsettled: [] };
  if (comma !== undefined) return { mark: ",", unsettled: [] };
  return { mark: null, unsettled: either === null ? [] : [either] };
}

/** The marks with which a text is an amount; none where both say the same or neither says anything. */
export function marksOf(text: string): readonly DecimalMark[] {
  if (!/[.,]/.test(text)) return [];
  const readable = DECIMAL_MARKS.filter((mark) => isAmount(text, mark));
  const [first, second] = readable.map((mark) => inPoints(text, mark));
  return readable.length === 2 && first === second ? [] : readable;
}

function isAmount(text: string, mark: DecimalMark): boolean {
  const { kind } = parseMeasurement(text, mark);
  return kind === "number" || kind === "censored" || kind === "range";
}

/** The mark to keep beside a value: absent where its text is read the same without it. */
export function neededMark(text: string, mark: DecimalMark | null): DecimalMark | null {
  if (mark === null || !/[.,]/.test(text) || (mark === "." && !text.includes(","))) return null;
  if (!isAmount(text, mark)) {
    // "4.2" where the comma is the mark must not be read as four and a fifth.
    return mark === "," ? mark : null;
  }
  return inPoints(text, mark) === text ? null : mark;
}
