import { type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import { parseMeasurement } from "@/lib/clinical/measurement";
import { normalizeUnit, toCanonical, withoutNoise } from "@/lib/clinical/quantity";
import type { Collected, ReceivedResult, ReportStatus, Specimen } from "@/lib/clinical/record";
import type { RowProblem } from "./observation";

/** What of a report is compared: an incoming one, or one version of a stored one. */
export interface ComparableReport {
  readonly status: ReportStatus;
  readonly collected: Collected;
  readonly results: readonly ReceivedResult[];
}

export interface IdentifiedReport extends ComparableReport {
  readonly patientKey: string;
  readonly accession: string | null;
  readonly specimen: Specimen;
  readonly subId: string | null;
}

export type ValueOutcome = "new" | "same" | "changed";

export interface ReportComparison {
  /** set-aside: an older state of a report that is already known newer; nothing of it is written. */
  readonly outcome: ValueOutcome | "set-aside";
  /** By analyte, for every result of the incoming report. */
  readonly values: ReadonlyMap<AnalyteCode, ValueOutcome>;
  /** Every row's reason where the report is set aside. */
  readonly problem: RowProblem | null;
  /** What the next version holds: the stored values, those sent again replaced, new ones after them. */
  readonly merged: readonly ReceivedResult[];
}

/**
 * Compares a report with the versions stored of it, newest first; none: it is new. Equal means equal as received:
 * text, unit, interval and status, where 12.5 g/dL and 125 g/L are one value. What equals any earlier version has
 * been received already: sending a file again must not undo a correction made since.
 */
export function compareReport(
  incoming: ComparableReport,
  versions: readonly ComparableReport[],
): ReportComparison {
  const [newest, ...earlier] = versions;
  if (!newest) return all(incoming, "new", incoming.results);
  if (earlier.some((version) => !differs(incoming, version))) {
    return all(incoming, "same", newest.results);
  }
  if (incoming.status === "preliminary" && standing(newest.status) !== "preliminary") {
    const reason = `A ${newest.status} version of this report is already here; a preliminary one does not replace it.`;
    return {
      ...all(incoming, "same", newest.results),
      outcome: "set-aside",
      problem: { outcome: "set-aside", code: "stale", reason },
    };
  }
  const moved = !sameCollected(incoming.collected, newest.collected) || otherStanding(incoming, newest);
  const before = byAnalyte(newest.results);
  const values = new Map<AnalyteCode, ValueOutcome>();
  for (const [analyte, sent] of byAnalyte(incoming.results)) {
    const known = before.get(analyte);
    values.set(analyte, !known ? "new" : moved || !sameValues(sent, known) ? "changed" : "same");
  }
  const outcomes = [...values.values()];
  if (outcomes.every((outcome) => outcome === "same")) {
    return all(incoming, restates(incoming, newest) ? "changed" : "same", newest.results);
  }
  return { outcome: "changed", values, problem: null, merged: merge(incoming.results, newest.results) };
}

/**
 * Compares the reports of one file, asked in its order: a later message about a report already in the file is compared
 * with that one. `versionsOf` gives what is stored, newest first.
 */
export function fileComparer<Report extends IdentifiedReport>(
  versionsOf: (report: Report) => readonly ComparableReport[],
): (report: Report) => ReportComparison {
  const inFile = new Map<string, ComparableReport[]>();
  return (report) => {
    const identity = JSON.stringify([report.patientKey, ...reportIdentity(report)]);
    const written = inFile.get(identity) ?? [];
    const comparison = compareReport(report, [...written, ...versionsOf(report)]);
    if (comparison.outcome === "new" || comparison.outcome === "changed") {
      const { status, collected } = report;
      inFile.set(identity, [{ status, collected, results: comparison.merged }, ...written]);
    }
    return comparison;
  };
}

/** All reports of one file. */
export function compareReports<Report extends IdentifiedReport>(
  reports: readonly Report[],
  versionsOf: (report: Report) => readonly ComparableReport[],
): readonly ReportComparison[] {
  return reports.map(fileComparer(versionsOf));
}

/** What makes two reports of one patient the same report: accession, specimen and side, else the collection time. */
export function reportIdentity(
  report: Omit<IdentifiedReport, "patientKey">,
): readonly (string | number | null)[] {
  const { accession, specimen, subId, collected } = report;
  return accession === null
    ? [null, specimen, subId, collected.date, collected.minute]
    : [accession, specimen, subId, null, null];
}

function all(
  { results }: ComparableReport,
  outcome: ValueOutcome,
  merged: readonly ReceivedResult[],
): ReportComparison {
  const values = new Map(results.map(({ analyte }) => [analyte, outcome] as const));
  return { outcome, values, problem: null, merged };
}

/** An equal value keeps what was stored with it: who confirmed it, why a person set it aside. */
function merge(incoming: readonly ReceivedResult[], stored: readonly ReceivedResult[]): ReceivedResult[] {
  const sent = byAnalyte(incoming);
  const known = byAnalyte(stored);
  const kept = [...known].flatMap(([analyte, before]) => {
    const again = sent.get(analyte);
    return again && !sameValues(again, before) ? again : before;
  });
  return [...kept, ...incoming.filter(({ analyte }) => !known.has(analyte))];
}

/** Usually one value each; two where a report says two different things about one analyte. */
function byAnalyte(results: readonly ReceivedResult[]): Map<AnalyteCode, ReceivedResult[]> {
  const found = new Map<AnalyteCode, ReceivedResult[]>();
  for (const result of results) {
    const known = found.get(result.analyte);
    if (known) known.push(result);
    else found.set(result.analyte, [result]);
  }
  return found;
}

function sameValues(incoming: readonly ReceivedResult[], stored: readonly ReceivedResult[]): boolean {
  if (incoming.length !== stored.length) return false;
  return incoming.every((result, index) => {
    const known = stored[index];
    return known !== undefined && sameValue(result, known);
  });
}

/** Final, corrected and amended values stand alike: a correction of one value leaves the others as they were. */
function standing(status: ReportStatus): "stands" | Exclude<ReportStatus, "final" | "corrected" | "amended"> {
  return status === "final" || status === "corrected" || status === "amended" ? "stands" : status;
}

const otherStanding = (one: ComparableReport, other: ComparableReport) =>
  standing(one.status) !== standing(other.status);

/** The source says "corrected" or "amended" where it did not before. */
const restates = (incoming: ComparableReport, stored: ComparableReport) =>
  incoming.status !== stored.status && incoming.status !== "final";

function differs(incoming: ComparableReport, version: ComparableReport): boolean {
  if (incoming.status !== version.status || !sameCollected(incoming.collected, version.collected))
    return true;
  const known = byAnalyte(version.results);
  return [...byAnalyte(incoming.results)].some(
    ([analyte, sent]) => !sameValues(sent, known.get(analyte) ?? []),
  );
}

const sameCollected = (one: Collected, other: Collected) =>
  one.date === other.date && one.minute === other.minute;

/** Whether two values are one as received; the interval counts, and so does a withdrawal by the source. */
function sameValue(incoming: ReceivedResult, stored: ReceivedResult): boolean {
  const withdrawn = incoming.setAside !== null && stored.setAside === null;
  return (
    !withdrawn &&
    incoming.sensitivity === stored.sensitivity &&
    sameQuantity(incoming, stored) &&
    intervalKey(incoming) === intervalKey(stored)
  );
}

/** Whether two values say the same of the same analyte: numbers in the canonical unit, words as written. */
export function sameQuantity(one: ReceivedResult, other: ReceivedResult): boolean {
  return one.analyte === other.analyte && quantityKey(one) === quantityKey(other);
}

function quantityKey({ analyte, text, unit, decimalMark }: ReceivedResult): string {
  const words = text.trim().replace(/\s+/g, " ");
  const accepted = unit === null ? null : acceptUnit(analyte, unit);
  if (!accepted) return JSON.stringify([words, unit === null ? null : normalizeUnit(unit)]);
  const measurement = parseMeasurement(text, decimalMark);
  const convert = (value: number) => withoutNoise(toCanonical(value, accepted.scale));
  if (measurement.kind === "number") return JSON.stringify(["=", convert(measurement.value)]);
  if (measurement.kind === "censored") {
    return JSON.stringify([measurement.comparator, convert(measurement.value)]);
  }
  if (measurement.kind === "range") {
    return JSON.stringify(["-", convert(measurement.low), convert(measurement.high)]);
  }
  return JSON.stringify(["words", words.toLowerCase()]);
}

function intervalKey({ analyte, unit, interval, intervalUnit }: ReceivedResult): string {
  if (interval === null) return "none";
  const spelling = intervalUnit ?? unit;
  const accepted = spelling === null ? null : acceptUnit(analyte, spelling);
  const convert = (value: number | undefined) =>
    value === undefined ? null : accepted ? withoutNoise(toCanonical(value, accepted.scale)) : value;
  return JSON.stringify([convert(interval.low), convert(interval.high), accepted ? null : spelling]);
}
