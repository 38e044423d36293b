import type { LocalDate } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { Sex } from "@/lib/clinical/record";
import type { ImportProblem } from "../import-format";
import type { IntervalReading } from "../read-interval";
import { type AgeOnDate, fitsAge } from "./age-range";
import { child, children, concept, isModified, textOf, words } from "./element";
import type { JsonObject } from "./json-value";
import { isSameUnit, unitOf } from "./quantity";

/** Whom an interval must fit: the patient on the day of collection. */
export interface IntervalFor {
  readonly sex: Sex;
  readonly birthDate: LocalDate | null;
  readonly on: LocalDate | null;
  readonly analyte: AnalyteCode | null;
  readonly unit: string | null;
}

export interface SentInterval {
  readonly intervalText: string | null;
  /** Absent where the text is to be read. */
  readonly interval?: IntervalReading;
  readonly notes: readonly ImportProblem[];
}

type Fit = "yes" | "no" | "unknown";

const NOT_USED: IntervalReading = { interval: null, problem: null };

/** The interval that fits the patient's age and sex; none where several may, or where it is in another unit. */
export function sentInterval(ranges: readonly JsonObject[], whom: IntervalFor): SentInterval {
  if (ranges.length === 0) return { intervalText: null, notes: [] };
  const normal = ranges.filter((range) => isNormal(range) && !isModified(range));
  const fits = normal.map((range) => ({ range, fit: fitOf(range, whom) }));
  const possible = fits.filter(({ fit }) => fit !== "no");
  const [only, other] = possible;
  if (only === undefined || other !== undefined || only.fit !== "yes") {
    const message =
      only === undefined
        ? "None of the intervals sent with the value is for a patient of this age and sex; none is used."
        : other === undefined
          ? "Whether the interval sent with the value is for this patient cannot be told; it is not used."
          : "Several intervals sent with the value may be for this patient; none is used.";
    const code = only === undefined ? "interval-unfit" : "interval-ambiguous";
    const intervalText = ranges.map(described).join("; ").slice(0, 400);
    return { intervalText, interval: NOT_USED, notes: [{ code, message }] };
  }
  const intervalText = limitsOf(only.range) || textOf(only.range, "text");
  const foreign = foreignUnit(only.range, whom);
  if (foreign === null) return { intervalText: intervalText || null, notes: [] };
  const message = `The interval sent with the value is in ${foreign.slice(0, 40)}, not in the value's unit; it is kept as text and not used.`;
  return {
    intervalText: `${intervalText} ${foreign}`,
    interval: NOT_USED,
    notes: [{ code: "interval-unit-differs", message }],
  };
}

/** What healthy people have; treatment targets and the like are another matter. */
function isNormal(range: JsonObject): boolean {
  const type = concept(child(range, "type"));
  return type.codings.length === 0
    ? !/\S/.test(type.text)
    : type.codings.some(({ code }) => code === "normal");
}

function limitsOf(range: JsonObject): string {
  const [low, high] = [textOf(child(range, "low"), "value"), textOf(child(range, "high"), "value")];
  if (low !== "" && high !== "") return `${low} - ${high}`;
  return low !== "" ? `>= ${low}` : high === "" ? "" : `<= ${high}`;
}

function foreignUnit(range: JsonObject, { unit, analyte }: IntervalFor): string | null {
  for (const side of ["low", "high"]) {
    const limit = child(range, side);
    const own = textOf(limit, "value") === "" ? null : unitOf(limit);
    if (own !== null && !isSameUnit(own, unit, analyte)) return own;
  }
  return null;
}

function described(range: JsonObject): string {
  const whom = children(range, "appliesTo").map((target) => words(concept(target)));
  return [...whom, limitsOf(range) || textOf(range, "text")].filter((part) => part !== "").join(" ");
}

function fitOf(range: JsonObject, whom: IntervalFor): Fit {
  const person: AgeOnDate | null =
    whom.birthDate === null || whom.on === null ? null : { birthDate: whom.birthDate, on: whom.on };
  const answers = [fitsAge(child(range, "age"), person), fitsSex(range, whom.sex)];
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

/** SNOMED CT, the FHIR and the HL7 v3 codes, in lower case. */
const FEMALE = new Set(["female", "f", "248152002"]);
const MALE = new Set(["male", "m", "248153007"]);

/** All targets must hold; one that is neither sex (a race, a pregnancy) is not known of anybody here. */
function fitsSex(range: JsonObject, sex: Sex): Fit {
  let fit: Fit = "yes";
  for (const target of children(range, "appliesTo")) {
    const { codings, text } = concept(target);
    const named = [...codings.map(({ code }) => code), text].map((word) => word.trim().toLowerCase());
    const meant = named.some((word) => FEMALE.has(word))
      ? "female"
      : named.some((word) => MALE.has(word))
        ? "male"
        : null;
    if (meant !== null && sex !== "unknown" && meant !== sex) return "no";
    if (meant === null || sex === "unknown") fit = "unknown";
  }
  return fit;
}
