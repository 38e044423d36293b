import type { AnalyteCode } from "../analytes";
import type { Note } from "../assessment";
import { daysBetween } from "../calendar";
import { note } from "../notes";
import { withoutNoise } from "../quantity";
import { compareReports } from "../versions";
import type { KnownRecord } from "./known-record";
import type { ReadReport } from "./read-report";
import { isExact } from "./value-range";

/** A complete differential adds up to 100 %, give or take this much. */
const DIFFERENTIAL_SUM = { low: 98, high: 102 };
/** Red cells live four months: their mean volume moves little within a week. */
const VOLUME_CHANGE = { femtolitres: 3, days: 7 };

const OTHER_SHARES: readonly AnalyteCode[] = ["LYMPH_PCT", "MONO_PCT", "EOS_PCT", "BASO_PCT", "BLAST_PCT"];

/**
 * The sum of a complete differential (neutrophils, lymphocytes and monocytes reported), in %; null where it is
 * not complete or a part is no plain number. Immature granulocytes are part of the neutrophils on some analysers
 * and beside them on others, so both sums are given.
 */
export function differentialSum(
  report: ReadReport,
): { readonly without: number; readonly with: number } | null {
  const number = (code: AnalyteCode): Share => {
    const reading = report.reading(code);
    if (reading === null || reading.state === "missing") return null;
    return reading.range && isExact(reading.range) ? reading.range.low : undefined;
  };
  const neutrophils = neutrophilShare(number);
  const others = OTHER_SHARES.map(number);
  const [lymphocytes, monocytes] = others;
  const immature = number("IG_PCT");
  if (typeof neutrophils !== "number" || typeof lymphocytes !== "number" || typeof monocytes !== "number") {
    return null;
  }
  if (others.includes(undefined) || immature === undefined) return null;
  const sum = withoutNoise(others.reduce<number>((total, share) => total + (share ?? 0), neutrophils));
  return { without: sum, with: withoutNoise(sum + (immature ?? 0)) };
}

type Share = number | null | undefined;

/** All neutrophils, else segmented and band together: no band is none, one that is no plain number leaves it open. */
function neutrophilShare(number: (code: AnalyteCode) => Share): Share {
  const all = number("NEUT_PCT");
  if (all !== null) return all;
  const [segmented, band] = [number("SEG_PCT"), number("BAND_PCT")];
  return typeof segmented === "number" && band !== undefined ? segmented + (band ?? 0) : undefined;
}

/** Warns of a differential that does not add up; never blocks. */
export function differentialNote(report: ReadReport): Note | null {
  const sums = differentialSum(report);
  if (sums === null) return null;
  const off = (sum: number) => sum < DIFFERENTIAL_SUM.low || sum > DIFFERENTIAL_SUM.high;
  if (!off(sums.without) || !off(sums.with)) return null;
  return note("DIFF_SUM", report.report.reportId, `It adds up to ${sums.without} %.`);
}

/** Warns of a mean cell volume that changed faster than cells do, without a transfusion between; never blocks. */
export function volumeNote(known: KnownRecord, report: ReadReport): Note | null {
  const now = report.reading("MCV")?.range;
  if (!now) return null;
  const { date } = report.report.collected;
  const before = previousBlood(known, report, (earlier) => earlier.reading("MCV")?.range);
  if (!before) return null;
  const { value: was, on } = before;
  if (daysBetween(on, date) > VOLUME_CHANGE.days) return null;
  const change = withoutNoise(Math.max(now.low - was.high, was.low - now.high));
  if (!(change > VOLUME_CHANGE.femtolitres)) return null;
  const transfused = known.record.support.some(
    ({ kind, on: given }) => kind === "red-cells" && given >= on && given <= date,
  );
  if (transfused) return null;
  return note("DELTA_MCV", report.report.reportId, `It changed by ${change} fL since ${on}.`);
}

/** What the nearest earlier usable blood report says, by a question that may have no answer there. */
export function previousBlood<T>(
  { bloods, read }: KnownRecord,
  report: ReadReport,
  ask: (earlier: ReadReport) => T | null | undefined,
): { readonly value: T; readonly on: ReadReport["report"]["collected"]["date"] } | null {
  const nearest = bloods.findLastIndex((blood) => compareReports(blood, report.report) < 0);
  for (let index = nearest; index >= 0; index -= 1) {
    const earlier = bloods[index];
    if (earlier === undefined) break;
    const value = ask(read(earlier));
    if (value !== null && value !== undefined) return { value, on: earlier.collected.date };
  }
  return null;
}
