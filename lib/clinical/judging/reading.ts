import { type AcceptedUnit, ANALYTES, type AnalyteCode, acceptUnit } from "../analytes";
import type { ResultState } from "../assessment";
import { type Comparator, type Measurement, parseMeasurement } from "../measurement";
import { toCanonical } from "../quantity";
import type { ReceivedResult, Specimen } from "../record";
import {
  inUnit,
  isUnremarkable,
  lastPlace,
  limitsText,
  possibleEnds,
  standing,
  suggestedValue,
} from "./limits";
import { narrowed, rangeOf, type ValueRange } from "./value-range";

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
  /** One unit in the last written place, canonical. */
  readonly lastPlace: number;
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

/** What a value is read against: its specimen, and what the rest of the record has to say about it. */
export interface ReadingSurroundings {
  readonly specimen: Specimen;
  objection(received: ReceivedResult, range: ValueRange, exact: boolean, room: number): Objection | null;
}

/** Words are an amount only where blasts or residual disease are looked for. */
const WORDS_ALLOWED: ReadonlySet<AnalyteCode> = new Set<AnalyteCode>([
  "BLAST_PCT",
  "BLAST_ABS",
  "MARROW_BLAST",
  "MRD",
  "CSF_BLAST_PCT",
]);

const NO_NUMBER = {
  range: null,
  value: null,
  comparator: null,
  seen: false,
  derived: false,
  accepted: null,
  lastPlace: 0,
  reasonCode: null,
  reason: null,
  suggestion: null,
} as const;

/** Reads one received value: words, unit, limits, surroundings, in this order. */
export function readResult(received: ReceivedResult, surroundings: ReadingSurroundings): Reading {
  const { analyte, text } = received;
  const measurement = parseMeasurement(text);
  const base = { ...NO_NUMBER, analyte, received, text } as const;
  if (measurement.kind === "missing") return { ...base, state: "missing" };
  const refused = (reasonCode: ReasonCode, reason: string, suggestion: string | null = null): Reading => ({
    ...base,
    state: reasonCode === "specimen-mismatch" ? "mismatch" : "set-aside",
    reasonCode,
    reason,
    suggestion,
  });

  const { specimen, name } = ANALYTES[analyte];
  if (specimen !== surroundings.specimen) {
    return refused("specimen-mismatch", `${name} belong to ${specimen}, not to ${surroundings.specimen}.`);
  }
  if (received.setAside !== null) return refused("set-aside", received.setAside);
  if (measurement.kind === "unreadable") return refused("unreadable", `“${text.trim()}” is not a value.`);
  if (measurement.kind === "seen" || measurement.kind === "not-detected") {
    const words = wordsRange(measurement.kind, received);
    if (words === null) return refused("unreadable", `“${text.trim()}” is not an amount of ${name}.`);
    return { ...base, state: "ok", range: words, seen: measurement.kind === "seen" };
  }

  const unit = received.unit?.trim() ? received.unit : null;
  const accepted = unit === null ? null : acceptUnit(analyte, unit);
  if (unit === null) {
    return refused("unit-missing", `${name} need a unit.`, likelyUnit(analyte, measurement));
  }
  if (accepted === null) {
    return refused(
      "unit-refused",
      `${name} are not measured in “${unit}”.`,
      likelyUnit(analyte, measurement),
    );
  }
  return withinLimits(received, measurement, accepted, surroundings, refused);
}

type Refusal = (reasonCode: ReasonCode, reason: string, suggestion?: string | null) => Reading;
type Amount = Extract<Measurement, { readonly decimals: number }>;

function withinLimits(
  received: ReceivedResult,
  measurement: Amount,
  accepted: AcceptedUnit,
  surroundings: ReadingSurroundings,
  refused: Refusal,
): Reading {
  const { analyte, text } = received;
  const written = rangeOf(measurement, (value) => toCanonical(value, accepted.scale));
  if (written === null) return refused("unreadable", `“${text.trim()}” is not a value.`);
  const range = narrowed(written, ...possibleEnds(analyte));
  const room = lastPlace(measurement.decimals, accepted.scale);
  const exact = measurement.kind === "number";
  const own = standing(analyte, written);
  const objection = own === "hard" ? null : surroundings.objection(received, range, exact, room);
  const entered = exact ? measurement.value : null;
  const fits = (canonical: number) =>
    isUnremarkable(analyte, canonical) && (objection === null || (objection.fits?.(canonical) ?? false));
  const suggestion = entered === null ? null : suggestedValue(entered, accepted.scale, fits);
  const asked = suggestion === null ? "" : ` Did you mean ${inWords(suggestion, accepted)}?`;

  if (own === "hard" || objection?.kind === "hard") {
    const why =
      objection?.reason ?? `${ANALYTES[analyte].name} ${limitsText(analyte, "hard")} are not possible.`;
    return refused("hard-limit", why + asked, suggestion);
  }
  const { value, comparator } = shownNumber(measurement, range, accepted);
  const read = {
    ...NO_NUMBER,
    analyte,
    received,
    text,
    value,
    comparator,
    accepted,
    lastPlace: room,
  } as const;
  if ((own === "soft" || objection?.kind === "soft") && !received.confirmed) {
    const why =
      objection?.reason ??
      `${ANALYTES[analyte].name} ${limitsText(analyte, "soft")} are unusual: please confirm.`;
    return { ...read, state: "unconfirmed", reasonCode: "soft-limit", reason: why + asked, suggestion };
  }
  return { ...read, state: "ok", range };
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

function inWords(suggestion: string, accepted: AcceptedUnit): string {
  if (accepted.unit === accepted.canonicalUnit) return suggestion;
  const canonical = inUnit(toCanonical(Number(suggestion), accepted.scale), { power: 0 });
  return `${suggestion} ${accepted.display} (${canonical} ${accepted.canonicalUnit})`;
}
