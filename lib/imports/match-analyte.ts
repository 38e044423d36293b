import {
  ANALYTE_CODES,
  ANALYTES,
  type AnalyteCode,
  analyteByLoinc,
  isAnalyteCode,
  MORPHOLOGY_LOINC,
} from "@/lib/clinical/analytes";

/** A test's code with the system it is from. */
export interface TestCode {
  readonly code: string;
  readonly system: string;
}

export interface TestName {
  /** In the order sent: first choice, then alternates. */
  readonly codes: readonly TestCode[];
  readonly label: string;
}

export type AnalyteMatch =
  | { readonly kind: "analyte"; readonly analyte: AnalyteCode }
  /** Looks like one of these, and a person decides. */
  | { readonly kind: "question"; readonly candidates: readonly AnalyteCode[] }
  /** A morphology code under which some sources send this count. */
  | { readonly kind: "morphology"; readonly analyte: AnalyteCode }
  | { readonly kind: "none" };

const LOINC_SYSTEMS = new Set(["LN", "LOINC", "HTTP://LOINC.ORG", "2.16.840.1.113883.6.1", ""]);
const LOINC_SHAPE = /^\d{1,6}-\d$/;

/**
 * Which analyte a source's test is. LOINC decides; a code of the source's own decides only where a person has
 * mapped it (and `MRD`, which LOINC does not have): "RBC" may be a urine's.
 */
export function matchAnalyte(
  name: TestName,
  mapped: Readonly<Record<string, AnalyteCode | null>> = {},
): AnalyteMatch {
  for (const { code } of name.codes) {
    if (!Object.hasOwn(mapped, code)) continue;
    const analyte = mapped[code];
    return analyte ? { kind: "analyte", analyte } : { kind: "none" };
  }
  const loinc = name.codes.filter(({ system }) => LOINC_SYSTEMS.has(system.toUpperCase()));
  const found = distinct([
    ...loinc.map(({ code }) => analyteByLoinc(code)),
    ...name.codes.map(({ code }) => (code.toUpperCase() === "MRD" ? "MRD" : null)),
  ]);
  const [only, ...others] = found;
  if (only && others.length === 0) return { kind: "analyte", analyte: only };
  if (only) return { kind: "question", candidates: found };
  const morphology = loinc.map(({ code }) => MORPHOLOGY_LOINC[code]).find((analyte) => analyte !== undefined);
  if (morphology) return { kind: "morphology", analyte: morphology };
  // Another LOINC code is a certain answer: something else was measured, whatever it is called.
  if (loinc.some(({ code, system }) => system !== "" || LOINC_SHAPE.test(code))) return { kind: "none" };
  const candidates = distinct(name.codes.map(({ code }) => likelyAnalyte(code)));
  return candidates.length > 0 ? { kind: "question", candidates } : { kind: "none" };
}

function likelyAnalyte(code: string): AnalyteCode | null {
  const upper = code.toUpperCase();
  if (isAnalyteCode(upper)) return upper;
  if (LOINC_SHAPE.test(code)) return analyteByLoinc(code);
  return ANALYTE_CODES.find((known) => ANALYTES[known].label.toUpperCase() === upper) ?? null;
}

const distinct = (codes: readonly (AnalyteCode | null)[]): AnalyteCode[] => [
  ...new Set(codes.filter((code) => code !== null)),
];
