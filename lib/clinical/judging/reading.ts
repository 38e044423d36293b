import { type AcceptedUnit, ANALYTES, type AnalyteCode, acceptUnit } from "../analytes";
import type { ResultState } from "../assessment";
import { type Comparator, type Measurement, parseMeasurement } from "../measurement";
import { toCanonical, withoutNoise } from "../quantity";
import type { ReceivedResult, Specimen } from "../record";
import { isUnremarkable, limitsText, possibleEnds, standing, suggestedValue } from "./limits";
import { type Amount, narrowed, rangeOf, type ValueRange } from "./value-range";

/** Why a value is not used as it stands; the codes the API and the entry forms answer with. */
export const REASON_CODES = [
  "unit-missing",
  "unit-refused",
  "hard-limit",
  "soft-limit",
  "unreadable",
  "specimen-mismatch",
  "set-aside",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** One received value, read: what it may be used for, and why not. */
export interface Reading {
  readonly analyte: AnalyteCode;
  /** Null for a value the core computed. */
  readonly received: ReceivedResult | null;
  readonly text: string;
  readonly state: ResultState;
  /** Every number it may stand for, canonical; null unless the state is ok, so that nothing else can be used. */
  readonly range: ValueRange | null;
  /** For show: the number, or the limit of a censored one. */
  readonly value: number | null;
  readonly comparator: Comparator | null;
  readonly seen: boolean;
  readonly derived: boolean;
  readonly accepted: AcceptedUnit | null;
  /** Decimals as written, in the unit as sent; negative where the last place is a ten or more. */
  readonly decimals: number;
  readonly reasonCode: ReasonCode | null;
  readonly reason: string | null;
  readonly suggestion: string | null;
}

/** A reason to refuse a value, or to have it confirmed, that only its surroundings know. */
export interface Objection {
  readonly kind: "hard" | "soft";
  readonly reason: string;
  /** Would this number satisfy the surroundings? Absent where a slip of the decimal point is no explanation. */
  readonly fits?: (canonical: number) => boolean;
}

/** How an amount was written. */
export interface WrittenAmount {
  /** A plain number, not a range and not censored. */
  readonly exact: boolean;
  readonly decimals: number;
  readonly accepted: AcceptedUnit;
}

/** What a value is read against: its specimen, and what the rest of the record has to say about it. */
export interface ReadingSurroundings {
  readonly specimen: Specimen;
  objection(received: ReceivedResult, range: ValueRange, written: WrittenAmount): Objection | null;
}

/** Words are an amount only where blasts or residual disease are looked for. */
const WORDS_ALLOWED: ReadonlySet<AnalyteCode> = new Set<AnalyteCode>([
  "BLAST_PCT",
  "BLAST_ABS",
  "MARROW_BLAST",
  "MRD",
  "CSF_BLAST_PCT",
]);

/** Written out rather than spread: a course of five hundred counts is ten thousand of these. */
function unusable(
  received: ReceivedResult,
  state: ResultState,
  reasonCode: ReasonCode | null,
  reason: string | null,
  suggestion: string | null,
): Reading {
  return {
    analyte: received.analyte,
    received,
    text: received.text,
    state,
    range: null,
    value: null,
    comparator: null,
    seen: false,
    derived: false,
    accepted: null,
    decimals: 0,
    reasonCode,
    reason,
    suggestion,
  };
}

function refused(
  received: ReceivedResult,
  reasonCode: ReasonCode,
  reason: string,
  suggestion: string | null = null,
): Reading {
  const state = reasonCode === "specimen-mismatch" ? "mismatch" : "set-aside";
  return unusable(received, state, reasonCode, reason, suggestion);
}

/** Reads one received value: words, unit, limits, surroundings, in this order. */
export function readResult(received: ReceivedResult, surroundings: ReadingSurroundings): Reading {
  const { analyte, text } = received;
  const measurement = parseMeasurement(text, received.decimalMark);
  if (measurement.kind === "missing") return unusable(received, "missing", null, null, null);
  const { specimen } = ANALYTES[analyte];
  if (specimen !== surroundings.specimen) {
    const reason = `This is a value of ${specimen}, reported on ${surroundings.specimen}.`;
    return refused(received, "specimen-mismatch", reason);
  }
  if (received.setAside !== null) return refused(received, "set-aside", received.setAside);
  if (measurement.kind === "unreadable") {
    return refused(received, "unreadable", `${quoted(text)} is not a value.`);
  }
  if (measurement.kind === "seen" || measurement.kind === "not-detected") {
    return readWords(measurement.kind, received);
  }
  const { unit } = received;
  if (unit === null || unit.trim() === "") {
    return refused(received, "unit-missing", "No unit was given.", likelyUnit(analyte, measurement));
  }
  const accepted = acceptUnit(analyte, unit);
  if (accepted === null) {
    const reason = `${quoted(unit)} is no unit of ${nameOf(analyte)}.`;
    return refused(received, "unit-refused", reason, likelyUnit(analyte, measurement));
  }
  return readAmount(received, measurement, accepted, surroundings);
}

function readWords(kind: "seen" | "not-detected", received: ReceivedResult): Reading {
  const range = wordsRange(kind, received);
  if (range === null) {
    const reason = `${quoted(received.text)} is no amount of ${nameOf(received.analyte)}.`;
    return refused(received, "unreadable", reason);
  }
  return { ...unusable(received, "ok", null, null, null), range, seen: kind === "seen" };
}

function readAmount(
  received: ReceivedResult,
  measurement: Amount,
  accepted: AcceptedUnit,
  surroundings: ReadingSurroundings,
): Reading {
  const { analyte, text } = received;
  const written = rangeOf(measurement, accepted.scale);
  const range = measurement.kind === "censored" ? narrowed(written, ...possibleEnds(analyte)) : written;
  const { decimals } = measurement;
  const own = standing(analyte, written);
  const objection =
    own === "hard"
      ? null
      : surroundings.objection(received, range, { exact: measurement.kind === "number", decimals, accepted });
  const kind = objection?.kind ?? own;
  if (kind === "hard" || (kind === "soft" && !received.confirmed)) {
    const limited = objected(received, measurement, accepted, kind, objection);
    if (kind === "hard") return limited;
    const { value, comparator } = shownNumber(measurement, range, accepted);
    return { ...limited, value, comparator, accepted, decimals };
  }
  const { value, comparator } = shownNumber(measurement, range, accepted);
  return {
    analyte,
    received,
    text,
    state: "ok",
    range,
    value,
    comparator,
    seen: false,
    derived: false,
    accepted,
    decimals,
    reasonCode: null,
    reason: null,
    suggestion: null,
  };
}

/** A value beyond a limit, with what was perhaps meant. */
function objected(
  received: ReceivedResult,
  measurement: Amount,
  accepted: AcceptedUnit,
  kind: "hard" | "soft",
  objection: Objection | null,
): Reading {
  const { analyte } = received;
  const fits = (canonical: number) =>
    isUnremarkable(analyte, canonical) && (objection === null || (objection.fits?.(canonical) ?? false));
  const suggestion =
    measurement.kind === "number" ? suggestedValue(measurement.value, accepted.scale, fits) : null;
  const asked = suggestion === null ? "" : ` Did you mean ${inWords(analyte, suggestion, accepted)}?`;
  const why = objection?.reason ?? beyondLimit(analyte, kind);
  return kind === "hard"
    ? refused(received, "hard-limit", why + asked, suggestion)
    : unusable(received, "unconfirmed", "soft-limit", why + asked, suggestion);
}

function beyondLimit(analyte: AnalyteCode, kind: "hard" | "soft"): string {
  const limits = limitsText(analyte, kind);
  return kind === "hard" ? `Not possible: ${limits}.` : `Unusual: ${limits}. Please confirm.`;
}

function shownNumber(
  measurement: Amount,
  range: ValueRange,
  accepted: AcceptedUnit,
): { value: number; comparator: Comparator | null } {
  // "2-3" is shown by its upper end: at most 3.
  if (measurement.kind === "range") return { value: range.high, comparator: "<=" };
  const value = toCanonical(measurement.value, accepted.scale);
  return { value, comparator: measurement.kind === "censored" ? measurement.comparator : null };
}

function wordsRange(kind: "seen" | "not-detected", received: ReceivedResult): ValueRange | null {
  const { analyte, sensitivity } = received;
  if (!WORDS_ALLOWED.has(analyte)) return null;
  const [, most] = possibleEnds(analyte);
  if (kind === "seen") return { low: 0, lowOpen: true, high: most, highOpen: false };
  // A percentage of marrow blasts is a count of cells: "not detected" does not say of how many.
  if (analyte === "MARROW_BLAST") return null;
  const least = analyte === "MRD" && sensitivity !== null && sensitivity > 0 ? sensitivity : 0;
  return { low: 0, lowOpen: false, high: least, highOpen: least > 0 };
}

/** The accepted unit in which the number is unremarkable, the canonical one first. */
function likelyUnit(analyte: AnalyteCode, measurement: Measurement): string {
  const { unit, units } = ANALYTES[analyte];
  if (!("value" in measurement)) return unit;
  const { value } = measurement;
  return units.find(({ scale }) => isUnremarkable(analyte, toCanonical(value, scale)))?.unit ?? unit;
}

/** Words of a source in a sentence: a page of text is cut. */
function quoted(text: string): string {
  const trimmed = text.trim();
  return `“${trimmed.length > 60 ? `${trimmed.slice(0, 60)}…` : trimmed}”`;
}

/** "haemoglobin": the name inside a sentence. */
function nameOf(analyte: AnalyteCode): string {
  const { name } = ANALYTES[analyte];
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function inWords(analyte: AnalyteCode, suggestion: string, accepted: AcceptedUnit): string {
  const canonical = withoutNoise(toCanonical(Number(suggestion), accepted.scale));
  if (String(canonical) === suggestion) return suggestion;
  return `${suggestion} ${accepted.display} (${canonical} ${ANALYTES[analyte].displayUnit})`;
}
