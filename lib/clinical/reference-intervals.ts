import type { LocalDate } from "../branded";
import { ANALYTES, type AnalyteCode, acceptUnit } from "./analytes";
import type { IntervalOrigin, IntervalUsed } from "./assessment";
import { type CalendarDuration, dayNumber, dayNumberAfter, parseDuration } from "./calendar";
import { DEFAULT_INTERVALS, type IntervalSet } from "./default-intervals";
import { type ValueRange, within } from "./judging/value-range";
import type { Policy } from "./policy";
import { sameScale, toCanonical, type UnitScale } from "./quantity";
import type { Limits, PatientFacts } from "./record";
import { type Answer, allOf } from "./truth";

/** The interval that applies to one value; several where sex decides and is not known. */
export interface IntervalChoice {
  /** One, or one for each sex. Empty: nothing applies. */
  readonly candidates: readonly IntervalUsed[];
  /** Sex is not recorded and the table has none that fits both. */
  readonly sexNeeded: boolean;
  /** An interval nearer to the patient was given and could not be used. */
  readonly refused: boolean;
}

/** What the laboratory sent with a value, and the unit of the value it was sent with. */
export interface SentInterval {
  readonly interval: Limits | null;
  readonly intervalUnit: string | null;
  readonly unit: string | null;
}

interface AgeBand {
  /** Day numbers of the first day inside and the first day after. */
  readonly from: number;
  readonly until: number;
  readonly sex: "female" | "male" | "any";
  readonly used: IntervalUsed;
}

const SEXES_KNOWN = ["female", "male"] as const;
const NOTHING: IntervalChoice = { candidates: [], sexNeeded: false, refused: false };

/** Finds the interval for a value of one patient on a date: the patient's own, the laboratory's, the site's, the table's. */
export type IntervalFinder = (code: AnalyteCode, on: LocalDate, sent: SentInterval | null) => IntervalChoice;

/** A finder for one patient; the days on which age bands begin are worked out once per analyte. */
export function intervalFinder(
  patient: PatientFacts,
  policy: Policy,
  table: Readonly<Partial<Record<AnalyteCode, IntervalSet>>> = DEFAULT_INTERVALS,
): IntervalFinder {
  const bands = new Map<AnalyteCode, { site: readonly AgeBand[]; table: readonly AgeBand[] }>();
  const own = new Map<AnalyteCode, { used: IntervalUsed | null; refused: boolean }>();

  const bandsOf = (code: AnalyteCode) => {
    const known = bands.get(code);
    if (known) return known;
    const made = {
      site: siteBands(code, patient.birthDate, policy),
      table: tableBands(code, patient.birthDate, table[code]),
    };
    bands.set(code, made);
    return made;
  };
  const ownOf = (code: AnalyteCode) => {
    const known = own.get(code);
    if (known) return known;
    const made = patientInterval(code, patient);
    own.set(code, made);
    return made;
  };

  return (code, on, sent) => {
    const { used, refused } = ownOf(code);
    if (used) return { candidates: [used], sexNeeded: false, refused };
    const laboratory = sent === null ? null : laboratoryInterval(code, sent);
    if (laboratory?.used) return { candidates: [laboratory.used], sexNeeded: false, refused };
    const found = byAge(bandsOf(code), patient.sex, dayNumber(on));
    return refused || laboratory?.refused ? { ...found, refused: true } : found;
  };
}

function byAge(
  { site, table }: { site: readonly AgeBand[]; table: readonly AgeBand[] },
  sex: PatientFacts["sex"],
  day: number,
): IntervalChoice {
  const find = (wanted: "female" | "male") => bandFor(site, wanted, day) ?? bandFor(table, wanted, day);
  if (sex !== "unknown") {
    const found = find(sex);
    return found ? { ...NOTHING, candidates: [found] } : NOTHING;
  }
  const [female, male] = SEXES_KNOWN.map(find);
  if (!female && !male) return NOTHING;
  // Known for one sex only: it cannot speak for the other.
  if (!female || !male) return { ...NOTHING, sexNeeded: true };
  if (female.low === male.low && female.high === male.high) return { ...NOTHING, candidates: [female] };
  return { candidates: [female, male], sexNeeded: true, refused: false };
}

function bandFor(bands: readonly AgeBand[], sex: "female" | "male", day: number): IntervalUsed | null {
  for (const band of bands) {
    if (day >= band.from && day < band.until && (band.sex === "any" || band.sex === sex)) return band.used;
  }
  return null;
}

function siteBands(code: AnalyteCode, birthDate: LocalDate, policy: Policy): AgeBand[] {
  return policy.siteIntervals.flatMap((row) => {
    const accepted = row.analyte === code ? acceptUnit(code, row.unit) : null;
    const used = accepted && isUsable(row) ? canonical(code, row, accepted.scale, "site", row.source) : null;
    const days = used && bandDays(birthDate, row.ageMin, row.ageMax);
    return used && days ? [{ ...days, sex: row.sex, used }] : [];
  });
}

/** A row of an interval table, converted and read once. */
interface TableRow {
  readonly sex: AgeBand["sex"];
  readonly youngest: CalendarDuration;
  readonly oldest: CalendarDuration;
  readonly used: IntervalUsed;
}

const ROWS = new WeakMap<IntervalSet, readonly TableRow[]>();

function tableRows(code: AnalyteCode, set: IntervalSet): readonly TableRow[] {
  const known = ROWS.get(set);
  if (known) return known;
  const accepted = acceptUnit(code, set.unit);
  const rows = set.rows.flatMap(([sex, ageMin, ageMax, low, high, source]): TableRow[] => {
    const [youngest, oldest] = [parseDuration(ageMin), parseDuration(ageMax)];
    if (!accepted || !youngest || !oldest) return [];
    return [{ sex, youngest, oldest, used: canonical(code, { low, high }, accepted.scale, "table", source) }];
  });
  ROWS.set(set, rows);
  return rows;
}

function tableBands(code: AnalyteCode, birthDate: LocalDate, set: IntervalSet | undefined): AgeBand[] {
  if (!set) return [];
  return tableRows(code, set).map(({ sex, youngest, oldest, used }) => ({
    from: dayNumberAfter(birthDate, youngest),
    until: dayNumberAfter(birthDate, oldest),
    sex,
    used,
  }));
}

function bandDays(
  birthDate: LocalDate,
  ageMin: string,
  ageMax: string,
): { from: number; until: number } | null {
  const [youngest, oldest] = [parseDuration(ageMin), parseDuration(ageMax)];
  if (!youngest || !oldest) return null;
  return { from: dayNumberAfter(birthDate, youngest), until: dayNumberAfter(birthDate, oldest) };
}

function patientInterval(
  code: AnalyteCode,
  patient: PatientFacts,
): { used: IntervalUsed | null; refused: boolean } {
  let refused = false;
  for (const interval of patient.intervals) {
    if (interval.analyte !== code) continue;
    const accepted = acceptUnit(code, interval.unit);
    if (accepted && isUsable(interval)) {
      return {
        used: canonical(code, interval, accepted.scale, "patient", "documented for this patient"),
        refused,
      };
    }
    refused = true;
  }
  return { used: null, refused };
}

function laboratoryInterval(
  code: AnalyteCode,
  { interval, intervalUnit, unit }: SentInterval,
): { used: IntervalUsed | null; refused: boolean } {
  // Nothing printed is nothing sent, not a mistake.
  if (interval === null || (limit(interval.low) === null && limit(interval.high) === null)) {
    return { used: null, refused: false };
  }
  const accepted = unit === null ? null : acceptUnit(code, unit);
  const stated = intervalUnit === null ? accepted : acceptUnit(code, intervalUnit);
  if (!accepted || !stated || !sameScale(accepted.scale, stated.scale) || !isUsable(interval)) {
    return { used: null, refused: true };
  }
  return { used: canonical(code, interval, accepted.scale, "laboratory", "laboratory"), refused: false };
}

function limit(value: number | null | undefined): number | null {
  return value ?? null;
}

/** Not inverted, at least one limit, and numbers; one-sided is fine. */
function isUsable(interval: Limits): boolean {
  const [low, high] = [limit(interval.low), limit(interval.high)];
  if (low === null && high === null) return false;
  if ((low !== null && !Number.isFinite(low)) || (high !== null && !Number.isFinite(high))) return false;
  return low === null || high === null || low <= high;
}

function canonical(
  code: AnalyteCode,
  interval: Limits,
  scale: UnitScale,
  origin: IntervalOrigin,
  source: string,
): IntervalUsed {
  const convert = (value: number | null) => (value === null ? null : toCanonical(value, scale));
  return {
    low: convert(limit(interval.low)),
    high: convert(limit(interval.high)),
    unit: ANALYTES[code].unit,
    origin,
    source,
  };
}

/**
 * Is a value inside: where sex is not known it passes only inside every sex's interval and fails only outside all
 * of them. Null: no interval applies.
 */
export function insideInterval(range: ValueRange, choice: IntervalChoice): Answer | null {
  const answers = choice.candidates.map(({ low, high }) => within(range, low, high));
  if (answers.length === 0) return choice.sexNeeded ? "unknown" : null;
  if (answers.every((answer) => answer === "not-met")) return "not-met";
  const together = allOf(answers);
  return together === "not-met" ? "unknown" : together;
}

/** The interval to show: the only one, or what is common to both sexes. */
export function shownInterval({ candidates }: IntervalChoice): IntervalUsed | null {
  const [first, second] = candidates;
  if (!first) return null;
  if (!second) return first;
  const tightest = (a: number | null, b: number | null, pick: (a: number, b: number) => number) =>
    a === null || b === null ? (a ?? b) : pick(a, b);
  const source = first.source === second.source ? first.source : `${first.source}, ${second.source}`;
  return {
    ...first,
    low: tightest(first.low, second.low, Math.max),
    high: tightest(first.high, second.high, Math.min),
    source: `${source} (both sexes)`,
  };
}
