import type { LocalDate } from "../branded";
import { ANALYTE_CODES, acceptUnit } from "../clinical/analytes";
import type { Clause, IntervalUsed, Note } from "../clinical/assessment";
import { ageInYears } from "../clinical/calendar";
import { parseMeasurement } from "../clinical/measurement";
import { NOTE_SENTENCES } from "../clinical/notes";
import { EXTRAMEDULLARY_FINDINGS, type PatientFacts } from "../clinical/record";
import { showAge, showDate, showUnit } from "../display";

/** From this age on years are pooled: so few people reach it that the number names them. */
const POOLED_AGE = 90;

const CODED: readonly string[] = EXTRAMEDULLARY_FINDINGS;

/** "34 y", "90+ y" */
export function ageShown(patient: PatientFacts, on: LocalDate, deidentified: boolean): string {
  const pooled = deidentified && ageInYears(patient.birthDate, on) >= POOLED_AGE;
  return pooled ? `${POOLED_AGE}+ y` : showAge(patient.birthDate, on);
}

/**
 * A clause's value. Numbers, protocol days and coded findings can be told; anything else was typed by somebody and
 * may name anybody.
 */
export function valueShown(clause: Clause, deidentified: boolean): string | null {
  const { value } = clause;
  if (value === null) return null;
  if (CODED.includes(value)) return value.replace("-", " ");
  if (!deidentified || /^Day −?\d+$/.test(value)) return value;
  return textTold(value);
}

/** A number as received; of words what they mean, since somebody typed them. */
export function textTold(text: string): string {
  const said = parseMeasurement(text);
  return said.kind === "number" || said.kind === "censored" || said.kind === "range"
    ? text.trim()
    : WORDS[said.kind];
}

const WORDS = {
  missing: "no value",
  seen: "seen",
  "not-detected": "not detected",
  unreadable: "words",
} as const;

/** A unit as received is somebody's text too, unless some analyte accepts it. */
export function unitShown({ unit, value }: Clause, deidentified: boolean): string {
  if (unit === null || value === null || !/\d/.test(value) || value.startsWith("Day")) return "";
  return showUnit(deidentified ? unitTold(unit) : unit);
}

export function unitTold(unit: string | null): string | null {
  return unit !== null && ANALYTE_CODES.some((code) => acceptUnit(code, unit) !== null) ? unit : null;
}

/** Where an interval comes from; a laboratory's or a site's own name is left out. */
export function sourceShown(interval: IntervalUsed, deidentified: boolean): string {
  return deidentified ? ORIGINS[interval.origin] : interval.source;
}

const ORIGINS = {
  patient: "patient's own",
  laboratory: "laboratory",
  site: "site table",
  table: "table",
} as const satisfies Record<IntervalUsed["origin"], string>;

/** A note's sentence; its particulars hold dates and words as received. */
export function noteShown(note: Note, deidentified: boolean): string {
  return deidentified ? NOTE_SENTENCES[note.code] : datesPrinted(note.text);
}

/** The core writes dates as 2026-03-31; paper has 31-Mar-2026. */
export function datesPrinted(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, showDate);
}
