import type { Instant } from "@/lib/branded";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { readReport } from "@/lib/clinical/judging/read-report";
import type { Reading } from "@/lib/clinical/judging/reading";
import { parseMeasurement } from "@/lib/clinical/measurement";
import type { Collected, ReceivedResult, ReportStatus, Specimen } from "@/lib/clinical/record";
import { sameQuantity } from "./compare";
import type { ImportProblem, ImportRow, RowCode } from "./import-format";
import { withProblem } from "./import-row";
import { intervalDoubter } from "./judging/doubtful-interval";
import { flagDoubt, flagNote } from "./judging/laboratory-flag";
import type { RowProblem } from "./observation";
import type { ValueStatus } from "./report-status";

/** A row of one report with what its source says of it. */
export interface PlacedValue {
  /** Into the rows of the file. */
  readonly index: number;
  readonly row: ImportRow;
  readonly analyte: AnalyteCode;
  /** Its own status and its order's; null: not stated. */
  readonly status: ValueStatus | null;
  readonly flags: readonly string[];
  /** Why the format says it may not be used; the report holds it set aside. */
  readonly doubt: RowProblem | null;
}

export interface ReportFacts {
  readonly specimen: Specimen;
  readonly collected: Collected;
  readonly status: ReportStatus;
  readonly received: Instant;
}

export interface JudgedValues {
  readonly results: readonly ReceivedResult[];
  readonly judged: readonly { readonly index: number; readonly row: ImportRow }[];
}

/**
 * Sorts the values of one report. Units and limits are the core's to judge, with the whole report before it; what
 * it sets aside stays in the report as received, so that a clause which needs the value answers "unknown".
 */
export function judgeValues(placed: readonly PlacedValue[], facts: ReportFacts): JudgedValues {
  const members = withPrintedNotes(placed);
  const results: ReceivedResult[] = [];
  // Into `results`: of one analyte at most an empty value, a value, and one that speaks against it.
  const held = new Map<AnalyteCode, number[]>();
  const places: { member: PlacedValue; result: number | null; problem: RowProblem | null }[] = [];
  const problems = members.map(
    (member) => member.doubt ?? statusProblem(member, facts.status) ?? flagDoubt(member.flags, member.row),
  );
  const standing = new Set(members.filter((_, at) => problems[at] === null).map(({ analyte }) => analyte));
  for (const [at, member] of members.entries()) {
    const received = receivedResult(member);
    const known = (held.get(member.analyte) ?? []).map((index) => ({ index, result: results[index] }));
    const twin = known.find(({ result }) => result?.setAside === null && sameQuantity(received, result));
    // A value withdrawn beside its replacement, or a status alone, says nothing more about the analyte.
    const silent = problems[at]?.code === "status-only" || standing.has(member.analyte);
    const problem = problems[at] ?? (twin ? null : repetitionProblem(received, known));
    const empty = known.length > 0 && isMissing(received);
    const doubted = problem !== null && known.some(({ result }) => result?.setAside !== null);
    if (twin || empty || doubted || (problems[at] && silent)) {
      places.push({ member, result: problem ? null : (twin?.index ?? null), problem });
      continue;
    }
    // What was never measured is missing, not a value somebody set aside.
    const absent = problem?.code === "no-value" && isMissing(received);
    const index = results.push({ ...received, setAside: absent ? null : (problem?.reason ?? null) }) - 1;
    held.set(member.analyte, [...known.map((one) => one.index), index]);
    places.push({ member, result: index, problem });
  }
  const readings = readingsOf(results, facts);
  const judged = places.map(({ member, result, problem }) => {
    const { index, row } = member;
    if (problem) return { index, row: withProblem(row, problem) };
    const reading = result === null ? undefined : readings[result];
    return { index, row: reading ? withReading(row, reading) : row };
  });
  return { results, judged };
}

/** What the laboratory printed beside the value, held against the value and the rest of the report. */
function withPrintedNotes(members: readonly PlacedValue[]): readonly PlacedValue[] {
  const printed = members.map(({ analyte, row: { unit, interval } }) => ({ analyte, unit, interval }));
  const isDoubtful = intervalDoubter(printed);
  return members.map((member, at) => {
    const { row, flags } = member;
    if (row.interval === null) return member;
    const own = printed[at];
    if (own && isDoubtful(own)) {
      return { ...member, row: { ...row, notes: [...row.notes, doubtfulInterval(member)] } };
    }
    const note = flagNote(flags, row);
    return note === null ? member : { ...member, row: { ...row, notes: [...row.notes, note] } };
  });
}

const INTERVAL_DOUBTFUL = "interval-doubtful";

function doubtfulInterval({ analyte, row }: PlacedValue): ImportProblem {
  const printed = `${(row.intervalText ?? "").slice(0, 60)} ${row.unit ?? ""}`.trim();
  const message = `The interval sent with the value (${printed}) is none of ${ANALYTES[analyte].name}, at any age; it is kept as text and not used.`;
  return { code: INTERVAL_DOUBTFUL, message };
}

function receivedResult({ analyte, row }: PlacedValue): ReceivedResult {
  const { text, decimalMark, unit } = row;
  const interval = row.notes.some(({ code }) => code === INTERVAL_DOUBTFUL) ? null : row.interval;
  return {
    analyte,
    text,
    ...(decimalMark === null ? {} : { decimalMark }),
    unit,
    interval,
    intervalUnit: null,
    sensitivity: null,
    confirmed: false,
    setAside: null,
  };
}

/** What the source's status of one value means for it inside its report. */
function statusProblem({ row, status: valueStatus }: PlacedValue, status: ReportStatus): RowProblem | null {
  const { kind } = parseMeasurement(row.text);
  const problem = (code: RowCode, reason: string): RowProblem => ({ outcome: "set-aside", code, reason });
  if (valueStatus === "status-only" && kind === "missing") {
    return problem("status-only", "Only the status was sent; the value sent before stands.");
  }
  if (status !== "final" && status !== "corrected" && status !== "amended") return null;
  if (valueStatus === "entered-in-error") {
    return problem("entered-in-error", "The laboratory has withdrawn this value.");
  }
  if ((valueStatus === "preliminary" || valueStatus === null) && kind !== "missing") {
    return problem("not-final", "This value is still preliminary in a report that is not.");
  }
  if (valueStatus === "absent" && kind !== "missing") {
    return problem("cancelled", "The laboratory marks this value as one it could not obtain.");
  }
  return null;
}

const isMissing = ({ text }: ReceivedResult): boolean => parseMeasurement(text).kind === "missing";

/** Two different values for one analyte: which one holds is not to be guessed. */
function repetitionProblem(
  received: ReceivedResult,
  known: readonly { readonly result: ReceivedResult | undefined }[],
): RowProblem | null {
  if (isMissing(received)) return null;
  const other = known.find(({ result }) => result && result.setAside === null && !isMissing(result))?.result;
  if (!other) return null;
  const { name } = ANALYTES[received.analyte];
  const before = [other.text, other.unit].filter((part) => part !== null).join(" ");
  const reason = `${name}: a second, different value in one report (the first is ${before.slice(0, 60)}).`;
  return { outcome: "set-aside", code: "repeated-analyte", reason };
}

/** One reading for each result, in the same order. */
function readingsOf(results: readonly ReceivedResult[], facts: ReportFacts): readonly Reading[] {
  const { specimen, collected, status, received } = facts;
  const version = {
    reportId: "import",
    version: 1,
    specimen,
    accession: null,
    subId: null,
    collected,
    receivedAt: received,
    status,
    adequate: true,
    results,
  };
  // What the patient's other reports and courses have to say is asked when the report is in the record.
  return readReport(version, { firstStart: null, marrows: () => [] }).all();
}

/** A reason quotes the value, which may be a page of text. */
const REASON_LENGTH = 300;

const SET_ASIDE_REASONS = ["unit-missing", "unit-refused", "hard-limit", "unreadable"] as const;

function withReading(row: ImportRow, reading: Reading): ImportRow {
  const { state, reasonCode, value, accepted, suggestion } = reading;
  const canonicalUnit = value === null ? null : ANALYTES[reading.analyte].unit;
  const code = SET_ASIDE_REASONS.find((known) => known === reasonCode);
  if (state === "set-aside" && code) {
    const unitAsked = (code === "unit-missing" || code === "unit-refused") && suggestion !== null;
    const why = (reading.reason ?? "").slice(0, REASON_LENGTH);
    const reason = `${why}${unitAsked ? ` Did you mean ${suggestion}?` : ""}`;
    return { ...withProblem(row, { outcome: "set-aside", code, reason }), suggestion };
  }
  const notes: ImportProblem[] = [...row.notes];
  if (accepted && value !== null && accepted.factor !== 1) {
    const message = `Sent in ${accepted.display}, kept so, and converted to ${accepted.canonicalUnit} for use.`;
    notes.push({ code: "unit-converted", message });
  }
  // Whether marrow blasts are surprising depends on the patient's courses, which are not known here.
  const asks = state === "mismatch" || (state === "unconfirmed" && reading.analyte !== "MARROW_BLAST");
  if (asks && reasonCode) notes.push({ code: reasonCode, message: reading.reason ?? "" });
  return { ...row, value, canonicalUnit, suggestion: asks ? suggestion : null, notes };
}
