import {
  ANALYTE_CODES,
  ANALYTES,
  type AnalyteCode,
  acceptUnit,
  analyteByLoinc,
  isAnalyteCode,
  MORPHOLOGY_LOINC,
} from "@/lib/clinical/analytes";
import { normalizeUnit } from "@/lib/clinical/quantity";
import { ANALYTE_NAMES, SHARED_NAMES } from "./analyte-names";
import { FIELD_NAMES, TABLE_FIELDS, type TableField } from "./field-names";

export { TABLE_FIELDS, type TableField } from "./field-names";

/** What the heading of a column, or of a row, names. */
export type HeadingMatch =
  | {
      readonly kind: "analyte";
      readonly analyte: AnalyteCode;
      /** As the heading writes it, whether the analyte accepts it or not; null where it says none. */
      readonly unit: string | null;
    }
  | { readonly kind: "field"; readonly field: TableField }
  | {
      readonly kind: "none";
      /** What it may be, likeliest first; empty where nothing is known of it. A person decides. */
      readonly candidates: readonly AnalyteCode[];
      readonly unit: string | null;
    };

/** Longer texts are sentences. */
const LONGEST = 120;

const FIELDS: ReadonlyMap<string, TableField> = new Map(
  TABLE_FIELDS.flatMap((field) => [
    [foldName(field), field] as const,
    ...FIELD_NAMES[field].map((name) => [name, field] as const),
  ]),
);
const NAMES: ReadonlyMap<string, readonly AnalyteCode[]> = analyteNames();

/**
 * What a heading names: "HGB (g/dL)", "Hb [g/L]", "WBC 10^9/L", "Hämoglobin", "718-7", "Collection date". A name
 * that several analytes share ("Neutrophils") is told apart by the unit, in the heading or stated elsewhere for
 * its values, and is otherwise a question.
 */
export function matchHeading(text: string, statedUnit: string | null = null): HeadingMatch {
  const heading = text.trim();
  if (heading === "" || heading.length > LONGEST) return none([], null);
  const loinc = matchLoinc(heading, statedUnit);
  if (loinc) return loinc;
  // A code of the catalogue says exactly what it is, but "LYMPH %" is not what LYMPH is.
  if (isAnalyteCode(heading)) return byUnit([heading], impliedUnit(heading) ?? statedUnit, heading);
  const field = FIELDS.get(foldName(heading));
  if (field) return { kind: "field", field };
  const whole = NAMES.get(foldName(heading));
  if (whole) return byUnit(whole, impliedUnit(heading) ?? statedUnit, heading);
  return matchWithUnit(heading) ?? none(mentioned(heading), null);
}

const none = (candidates: readonly AnalyteCode[], unit: string | null): HeadingMatch => ({
  kind: "none",
  candidates,
  unit,
});

const LOINC = /(?<![\d-])\d{1,6}-\d(?![\d-])/g;

function matchLoinc(heading: string, statedUnit: string | null): HeadingMatch | null {
  const codes = heading.match(LOINC) ?? [];
  const known = [...new Set(codes.map(analyteByLoinc).filter((code) => code !== null))];
  const [only, ...others] = known;
  if (only) {
    if (others.length > 0) return none(known, null);
    return { kind: "analyte", analyte: only, unit: bracketed(heading)?.unit ?? statedUnit };
  }
  // Counts are sent under morphology codes: a person confirms. Any other code is certainly something else.
  const [code] = codes;
  const morphology = code === undefined ? undefined : MORPHOLOGY_LOINC[code];
  if (morphology) return none([morphology], null);
  return code === heading ? none([], null) : null;
}

/** A unit a name itself states: "Neut %", "NEUT_PCT". */
function impliedUnit(heading: string): string | null {
  return /%|_PCT$/.test(heading) ? "%" : null;
}

/** Of the analytes a name may mean, those that accept the unit; one is an answer, more are a question. */
function byUnit(codes: readonly AnalyteCode[], unit: string | null, heading: string): HeadingMatch {
  const fitting = unit === null ? codes : codes.filter((code) => acceptUnit(code, unit) !== null);
  const [only] = fitting;
  if (only && fitting.length === 1) return { kind: "analyte", analyte: only, unit };
  const [alone] = codes;
  // One analyte under a unit that is none of its own: the unit is the matter of a question, not the analyte.
  if (alone && codes.length === 1 && !isShareOf(alone, unit) && foldName(heading) !== "") {
    return { kind: "analyte", analyte: alone, unit };
  }
  return none(fitting.length > 0 ? fitting : codes, unit);
}

/** "LYMPH" in per cent is another analyte than LYMPH. */
function isShareOf(code: AnalyteCode, unit: string | null): boolean {
  return unit !== null && normalizeUnit(unit) === "%" && ANALYTES[code].unit !== "%";
}

function matchWithUnit(heading: string): HeadingMatch | null {
  const parts = bracketed(heading);
  if (parts) return named(parts.name, parts.unit);
  // "WBC 10^9/L", "Hb, g/L", "Hb in g/L": every place where a name can end, the longest name first.
  const breaks = [...heading.matchAll(/\s*,\s*|\s+in\s+|\s+|(?=\/(?:mm|u|µ))/gi)].reverse();
  for (const { index, 0: gap } of breaks) {
    const name = heading.slice(0, index);
    const unit = heading.slice(index + gap.length);
    const codes = NAMES.get(foldName(name)) ?? (isAnalyteCode(name) ? [name] : undefined);
    if (codes?.some((code) => acceptUnit(code, unit) !== null)) return byUnit(codes, unit, name);
  }
  // "HGB_g/dL", "WBC_10^9/L"
  const joined = /^([A-Za-z]+)[_:;-](.+)$/.exec(heading);
  const codes = joined ? NAMES.get(foldName(joined[1] ?? "")) : undefined;
  const unit = joined?.[2]?.trim() ?? "";
  return codes?.some((code) => acceptUnit(code, unit) !== null) ? byUnit(codes, unit, heading) : null;
}

function named(name: string, unit: string): HeadingMatch | null {
  if (isAnalyteCode(name)) return byUnit([name], unit, name);
  const codes = NAMES.get(foldName(name));
  return codes ? byUnit(codes, unit, name) : null;
}

const IN_BRACKETS = /^(.*?)\s*(?:\(([^()]*)\)|\[([^[\]]*)\]|\{([^{}]*)\})\s*$/;

/** "Hb [g/L]": name and unit; null where the brackets hold no unit, as in "WBC (CSF)". */
function bracketed(heading: string): { name: string; unit: string } | null {
  const found = IN_BRACKETS.exec(heading);
  const name = found?.[1] ?? "";
  const unit = (found?.[2] ?? found?.[3] ?? found?.[4] ?? "").trim();
  return name !== "" && looksLikeUnit(unit) ? { name, unit } : null;
}

/** A code, or the property in a long name of LOINC: "Hemoglobin [Mass/volume] in Blood". */
const WORDS_OF_LOINC = /^\d{1,6}-\d$|volume|fraction|mass/i;

function looksLikeUnit(text: string): boolean {
  if (text === "" || text.length > 30 || WORDS_OF_LOINC.test(text)) return false;
  return /[/%^]|\d/.test(text) || ANALYTE_CODES.some((code) => acceptUnit(code, text) !== null);
}

/** Analytes a heading speaks of among other words, for a person to choose from. */
function mentioned(heading: string): AnalyteCode[] {
  const words = foldName(heading.replace(/[()[\]{},;:/]/g, " ")).split(" ");
  const found = new Set<AnalyteCode>();
  for (let length = Math.min(words.length, 5); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      for (const code of NAMES.get(words.slice(start, start + length).join(" ")) ?? []) found.add(code);
    }
  }
  return [...found].slice(0, 6);
}

/** Lower case without accents; words with one blank between them. A hash and a percent sign are words. */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/([a-z])([A-Z])(?=[a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[#%]/g, " $& ")
    .replace(/[^\p{L}\p{N}#%]+/gu, " ")
    .trim();
}

function analyteNames(): Map<string, readonly AnalyteCode[]> {
  const shared = new Map(
    SHARED_NAMES.flatMap(([codes, names]) => names.map((name) => [name, codes] as const)),
  );
  const own = ANALYTE_CODES.flatMap((code) => {
    const { label, name } = ANALYTES[code];
    return [code, label, name, ...(ANALYTE_NAMES[code] ?? [])].map(
      (spelling) => [foldName(spelling), [code]] as const,
    );
  });
  return new Map<string, readonly AnalyteCode[]>([...own, ...shared]);
}
