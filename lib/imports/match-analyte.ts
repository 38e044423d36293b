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
  /** What the format makes of it, where it knows more than codes (a heading, a unit); a person's answer goes before. */
  readonly read?: AnalyteMatch;
}

export type AnalyteMatch =
  | { readonly kind: "analyte"; readonly analyte: AnalyteCode }
  /** Looks like one of these, and a person decides. */
  | { readonly kind: "question"; readonly candidates: readonly AnalyteCode[] }
  /** A morphology code under which some sources send this count. */
  | { readonly kind: "morphology"; readonly analyte: AnalyteCode }
  /** Known by codes of the source's own only, and nobody has said what they are. */
  | { readonly kind: "local" }
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
  if (name.read) return name.read;
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
  if (name.codes.some(isLoinc)) return { kind: "none" };
  const candidates = distinct(name.codes.map(({ code }) => likelyAnalyte(code)));
  if (candidates.length > 0) return { kind: "question", candidates };
  return { kind: name.codes.length > 0 ? "local" : "none" };
}

/** Longer codes are sentences, and no answer is kept under them. */
const LONGEST_CODE = 200;

/** The code a person's answer about a test is kept under: the source's own where it has one. */
export function sourceCode({ codes }: TestName): string | null {
  const code = (codes.find((one) => !isLoinc(one)) ?? codes[0])?.code ?? null;
  return code !== null && code.length <= LONGEST_CODE ? code : null;
}

const isLoinc = ({ code, system }: TestCode): boolean =>
  LOINC_SYSTEMS.has(system.toUpperCase()) && (system !== "" || LOINC_SHAPE.test(code));

function likelyAnalyte(code: string): AnalyteCode | null {
  const upper = code.toUpperCase();
  if (isAnalyteCode(upper)) return upper;
  if (LOINC_SHAPE.test(code)) return analyteByLoinc(code);
  return ANALYTE_CODES.find((known) => ANALYTES[known].label.toUpperCase() === upper) ?? null;
}

const distinct = (codes: readonly (AnalyteCode | null)[]): AnalyteCode[] => [
  ...new Set(codes.filter((code) => code !== null)),
];
