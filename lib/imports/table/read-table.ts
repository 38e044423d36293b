import { assembleInTurns } from "../assemble-reports";
import { IMPORT_LIMITS, type ImportInput, type ImportReading, refuse } from "../import-format";
import type { Observation } from "../observation";
import { findHeader } from "./find-header";
import { factReader } from "./line-facts";
import type { TableLine } from "./table-line";
import { planTable } from "./table-plan";
import { lineWalker } from "./walk-line";

/** Lines between two pauses: a few milliseconds of work. */
const PAUSE_LINES = 2_000;

/** A table of any kind of file as reports and rows. `kind` begins the name its answers are remembered by. */
export async function readTable(
  lines: readonly TableLine[],
  kind: string,
  { timeZone, received, answers, pause }: ImportInput,
): Promise<ImportReading> {
  const header = findHeader(lines, answers);
  if (header === null) {
    return refuse(
      "no-header",
      "No line of headings was found: patient, date and the names of tests or values.",
    );
  }
  const plan = planTable(lines, header.at, answers);
  await pause?.();
  const { columns: most, rows } = IMPORT_LIMITS;
  if (plan.columns.length > most) return refuse("too-many-columns", `The table has over ${most} columns.`);
  if (plan.lines.length > rows) return refuse("too-many-rows", TOO_MANY);

  const facts = factReader(plan, { timeZone, received });
  const walker = lineWalker(plan, facts, answers);
  const observations: Observation[] = [];
  for (const [at, line] of plan.lines.entries()) {
    if (at % PAUSE_LINES === PAUSE_LINES - 1) await pause?.();
    for (const observation of walker.walk(line)) observations.push(observation);
    if (observations.length > rows) return refuse("too-many-rows", TOO_MANY);
  }
  if (observations.length === 0) return refuse("no-results", "The table holds no values under its headings.");
  await pause?.();
  const patients = facts.patients();
  const mapped = answers.analytes ?? {};
  const headings = lines[header.at]?.cells ?? [];
  return {
    refusal: null,
    source: `${kind} ${fingerprint(headings)}`,
    questions: [...plan.questions, ...walker.questions()],
    patients,
    ...(await assembleInTurns(observations, { patients, received, mapped }, pause)),
  };
}

const TOO_MANY = "The file holds more than 200,000 rows; import it in parts.";

/** The same headings, the same name: 53 bits of them (cyrb53), which is enough to tell the tables of a hospital apart. */
function fingerprint(headings: readonly string[]): string {
  const text = headings.map((heading) => heading.trim()).join("\u0000");
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, "0");
}
