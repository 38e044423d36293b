import type { LocalDate } from "../../branded";
import { ANALYTES, type AnalyteCode } from "../analytes";
import { daysBetween } from "../calendar";
import { withoutNoise } from "../quantity";
import type { ReceivedResult, ReportVersion } from "../record";
import { derivedNeutrophils } from "./derived-neutrophils";
import { KINDS_OF_WHITE_CELL, lastPlace, roundingRoom } from "./limits";
import { type Objection, type Reading, readResult, type WrittenAmount } from "./reading";
import { compareUpper, isExact, type ValueRange } from "./value-range";

/** A report whose values are read when they are asked for, each once. */
export interface ReadReport {
  readonly report: ReportVersion;
  /** The report's answer for one analyte; null where it says nothing about it, not even "not done". */
  reading(code: AnalyteCode): Reading | null;
  /** Every received value, and what the core computed from them. */
  all(): readonly Reading[];
}

/** What reading a report needs to know about the rest of the record. */
export interface ReportSurroundings {
  /** Start of the first course; null before any. */
  readonly firstStart: LocalDate | null;
  /** Usable marrows that may lie shortly before this one. */
  readonly marrows: () => Iterable<ReadReport>;
}

/** Residual disease above this with fewer marrow blasts than this contradict each other; in %. */
const RESIDUAL_CONTRADICTION = 5;
/** Haematocrit is about three times haemoglobin; further away than this many points asks for confirmation. */
const HAEMATOCRIT_POINTS = 6;
/** A diagnosis of leukaemia starts with more marrow blasts than this. */
const UNTREATED_BLASTS = 20;
const RISE = { points: 20, days: 14 };

/** Reads a report lazily against its surroundings. */
export function readReport(report: ReportVersion, surroundings: ReportSurroundings): ReadReport {
  const results = report.results;
  const readings: Reading[] = [];
  const answers = new Map<AnalyteCode, Reading | null>();

  const objection = (
    received: ReceivedResult,
    range: ValueRange,
    written: WrittenAmount,
  ): Objection | null => {
    const { analyte, sensitivity } = received;
    if (KINDS_OF_WHITE_CELL.has(analyte)) return outnumbering(range, written, reading("WBC"));
    if (analyte === "HCT") return written.exact ? unlikeHaemoglobin(range.low, reading("HGB")) : null;
    if (analyte === "MRD") return contradictory(range, written.exact, sensitivity, reading("MARROW_BLAST"));
    if (analyte === "MARROW_BLAST") return surprisingBlasts(report, range, surroundings);
    return null;
  };
  const context = { specimen: report.specimen, objection };

  const readAt = (received: ReceivedResult, index: number): Reading => {
    const made = readings[index] ?? readResult(received, context);
    readings[index] = made;
    return made;
  };

  const read = (code: AnalyteCode): Reading | null => {
    let found: Reading | null = null;
    for (let index = 0; index < results.length; index++) {
      const received = results[index];
      if (received?.analyte !== code) continue;
      const next = readAt(received, index);
      found = found === null ? next : together(found, next);
    }
    if (code !== "ANC" || report.specimen !== "blood") return found;
    // Only what was not reported is computed; a value that is there and unusable stays unusable.
    return found && found.state !== "missing" ? found : (derivedNeutrophils(reading) ?? found);
  };

  const reading = (code: AnalyteCode): Reading | null => {
    const known = answers.get(code);
    if (known !== undefined) return known;
    const made = read(code);
    answers.set(code, made);
    return made;
  };

  const all = () => {
    const received = results.map(readAt);
    const neutrophils = reading("ANC");
    return neutrophils?.derived ? [...received, neutrophils] : received;
  };

  return { report, reading, all };
}

/** Of two values for one analyte in one report: the worse blasts; else the range both span; an unusable one stays. */
function together(a: Reading, b: Reading): Reading {
  if (a.state === "missing") return b;
  if (b.state === "missing") return a;
  const [left, right] = [a.range, b.range];
  if (left === null) return a;
  if (right === null) return b;
  if (ANALYTES[a.analyte].group === "marrow" || a.analyte === "BLAST_PCT" || a.analyte === "BLAST_ABS") {
    return compareUpper(left, right) >= 0 ? a : b;
  }
  const [reachesLower, reachesHigher] = [left.low <= right.low, left.high >= right.high];
  if (reachesLower === reachesHigher) return reachesLower ? a : b;
  const [lower, higher] = reachesLower ? [left, right] : [right, left];
  const range: ValueRange = {
    low: lower.low,
    lowOpen: lower.lowOpen,
    high: higher.high,
    highOpen: higher.highOpen,
  };
  const [first, second] = reachesLower ? [a, b] : [b, a];
  return { ...second, range, text: `${first.text}, ${second.text}` };
}

function outnumbering(range: ValueRange, written: WrittenAmount, whites: Reading | null): Objection | null {
  if (!whites?.range || !whites.accepted || range.low <= whites.range.high) return null;
  const most = whites.range.high;
  const coarser = Math.max(
    lastPlace(written.decimals, written.accepted.scale),
    lastPlace(whites.decimals, whites.accepted.scale),
  );
  const limit = withoutNoise(most + roundingRoom(most, coarser));
  if (range.low <= limit) return null;
  return {
    kind: "hard",
    reason: `Not possible: more than all white cells (${whites.text.trim()}) of the same count.`,
    // A hundredth of the white cells and more: ÷10 is a likelier slip than ÷1000 to next to nothing.
    fits: (canonical) => canonical <= limit && canonical >= most / 100,
  };
}

function unlikeHaemoglobin(haematocrit: number, haemoglobin: Reading | null): Objection | null {
  if (!haemoglobin?.range || !isExact(haemoglobin.range)) return null;
  const expected = withoutNoise(3 * haemoglobin.range.low);
  const apart = (value: number) => withoutNoise(Math.abs(value - expected)) > HAEMATOCRIT_POINTS;
  if (!apart(haematocrit)) return null;
  return {
    kind: "soft",
    reason: `Unusual: more than ${HAEMATOCRIT_POINTS} points from 3 × Hb (${expected} %). Please confirm.`,
    fits: (canonical) => !apart(canonical),
  };
}

function contradictory(
  range: ValueRange,
  exact: boolean,
  sensitivity: number | null,
  blasts: Reading | null,
): Objection | null {
  // "<x" says that nothing was found; only a number can claim more than its assay can see.
  if (exact && sensitivity !== null && range.low < sensitivity) {
    return {
      kind: "soft",
      reason: `Unusual: below the assay's own sensitivity (${sensitivity} %). Please confirm, or enter “not detected”.`,
    };
  }
  if (range.low < RESIDUAL_CONTRADICTION || !blasts?.range) return null;
  const more = range.low > RESIDUAL_CONTRADICTION || range.lowOpen;
  const fewer =
    blasts.range.high < RESIDUAL_CONTRADICTION ||
    (blasts.range.high === RESIDUAL_CONTRADICTION && blasts.range.highOpen);
  if (!more || !fewer) return null;
  return {
    kind: "soft",
    reason: `Unusual: above ${RESIDUAL_CONTRADICTION} % with marrow blasts below ${RESIDUAL_CONTRADICTION} %. Please confirm.`,
    fits: (canonical) => canonical <= RESIDUAL_CONTRADICTION,
  };
}

function surprisingBlasts(
  report: ReportVersion,
  range: ValueRange,
  { firstStart, marrows }: ReportSurroundings,
): Objection | null {
  const { date } = report.collected;
  const untreated = firstStart === null || date <= firstStart;
  const few = range.high < UNTREATED_BLASTS || (range.high === UNTREATED_BLASTS && range.highOpen);
  if (untreated && few) {
    return {
      kind: "soft",
      reason: `Unusual: below ${UNTREATED_BLASTS} % before treatment. Please confirm.`,
    };
  }
  // A small value cannot have risen so much: the marrows before need not be read.
  if (range.low <= RISE.points) return null;
  for (const earlier of marrows()) {
    const { date: before } = earlier.report.collected;
    if (before >= date || daysBetween(before, date) > RISE.days) continue;
    const was = earlier.reading("MARROW_BLAST")?.range;
    if (was && withoutNoise(range.low - was.high) > RISE.points) {
      return {
        kind: "soft",
        reason: `Unusual: a rise of more than ${RISE.points} points within ${RISE.days} days (from ${was.high} %). Please confirm.`,
      };
    }
  }
  return null;
}
