import { decodeUtf8 } from "./decode-text";
import { type FileHead, IMPORT_LIMITS, type ImportFormat, refuse } from "./import-format";
import { foreignKind } from "./recognise-kind";
import { findHeader } from "./table/find-header";
import { DELIMITERS, type Delimiter, parseDelimited } from "./table/parse-delimited";
import { readTable } from "./table/read-table";

/** Lines that are looked at to tell what parts the cells. */
const SAMPLE_LINES = 50;
/** Above the limit by as much as a preamble may take. */
const MOST_LINES = IMPORT_LIMITS.rows + SAMPLE_LINES + 2;

/** Tables as text, one value or one report a line; commas, semicolons, tabs or bars between the cells. */
export const csv = {
  id: "csv",
  label: "Table (CSV, TSV)",
  mediaTypes: ["text/csv", "text/tab-separated-values"],
  recognises: (head) => isTable(head),
  async read(input) {
    const { bytes, answers } = input;
    if (bytes.length === 0) return refuse("empty", "The file is empty.");
    if (bytes.length > IMPORT_LIMITS.bytes) return refuse("too-large", "The file is over 25 MB.");
    const foreign = foreignKind(bytes);
    if (foreign !== null) return refuse("wrong-kind", `This looks like ${foreign}, not a table as text.`);
    const text = decodeUtf8(bytes);
    if (text === null) {
      return refuse("encoding", "The text is not UTF-8; save the table as “CSV UTF-8” and send it again.");
    }
    if (text.trim() === "") return refuse("empty", "The file is empty.");
    const delimiter = delimiterOf(text, answers);
    if (delimiter === null) {
      return refuse(
        "no-header",
        "No line of headings was found: patient, date and the names of tests or values.",
      );
    }
    await input.pause?.();
    const parsed = parseDelimited(text, delimiter, MOST_LINES);
    await input.pause?.();
    return parsed.refusal === null ? await readTable(parsed.lines, "csv", input) : parsed;
  },
} as const satisfies ImportFormat;

function isTable({ bytes, text }: FileHead): boolean {
  if (/^(MSH|FHS|BHS)[^A-Za-z0-9\s]/.test(text) || foreignKind(bytes) !== null) return false;
  const whole =
    bytes.length < 4096 ? text : text.slice(0, Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")));
  return delimiterOf(whole, {}, 2) !== null;
}

/** What parts the cells so that most headings are known; null where none does. */
function delimiterOf(text: string, answers: Parameters<typeof findHeader>[1], least = 1): Delimiter | null {
  let best: { delimiter: Delimiter; score: number } | null = null;
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  for (const delimiter of DELIMITERS) {
    const parsed = parseDelimited(sample, delimiter, SAMPLE_LINES);
    // A sample may end inside quotes.
    const lines = parsed.refusal === null ? parsed.lines : plainLines(sample, delimiter);
    const score = findHeader(lines, answers)?.score ?? 0;
    if (score >= least && score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

const SAMPLE_CHARACTERS = 256 * 1024;

function plainLines(text: string, delimiter: Delimiter) {
  return text.split(/\r\n|\r|\n/, SAMPLE_LINES).map((line, at) => ({
    line: at + 1,
    cells: line.split(delimiter).map((cell) => cell.replace(/^"|"$/g, "")),
  }));
}
