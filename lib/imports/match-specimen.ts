import { PANEL_LOINC } from "@/lib/clinical/analytes";
import type { Specimen } from "@/lib/clinical/record";

/** A specimen as a source names it: a code of any system and words. */
export interface SpecimenName {
  readonly code: string;
  readonly text: string;
}

/** HL7 tables 0070 and 0487, and SNOMED CT. Codes that only say "specimen" are left out. */
const BY_CODE: Readonly<Record<string, Specimen>> = {
  BLD: "blood",
  BLDA: "blood",
  BLDC: "blood",
  BLDV: "blood",
  BLOOD: "blood",
  WB: "blood",
  "119297000": "blood",
  "122552005": "blood",
  "122554006": "blood",
  "122555007": "blood",
  "258580003": "blood",
  "445295009": "blood",
  MAR: "marrow",
  BMAR: "marrow",
  BM: "marrow",
  "119359002": "marrow",
  "14016003": "marrow",
  CSF: "csf",
  "258450006": "csf",
  "65216001": "csf",
};

const SAYS_NOTHING = /^(|unk|unknown|other|oth|specimen|nos|not specified|null|n\/?a)$/i;

/**
 * unstated: the source does not say; unknown: it names something that is none of ours (urine, pleural fluid),
 * whose values must not become a blood count.
 */
export function matchSpecimen(name: SpecimenName): Specimen | "unstated" | "unknown" {
  const code = name.code.toUpperCase();
  const byCode = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (byCode) return byCode;
  const words = `${name.code} ${name.text}`;
  // Words are searched marrow first: "bone marrow blood" is a marrow.
  if (/marrow|knochenmark|moelle|m[ée]dula [óo]sea/i.test(words)) return "marrow";
  if (/\bcsf\b|cerebro-?spinal|spinal fluid|liquor/i.test(words)) return "csf";
  if (/\bcord\b|umbilical|donor|stool|occult|urine/i.test(words)) return "unknown";
  if (/\bblood\b|\bvollblut\b|\bsang\b|\bsangre\b/i.test(words)) return "blood";
  if (/venous|arterial|capillary|peripheral/i.test(words)) return "blood";
  // A tube is no specimen: marrow and blood are both drawn into EDTA.
  if (/\bk?[23]?-?edta\b|lavender|purple|\btube\b|vacutainer|microtainer/i.test(words)) return "unstated";
  return SAYS_NOTHING.test(name.code) && SAYS_NOTHING.test(name.text) ? "unstated" : "unknown";
}

/** The specimen of the panel or document a report answers, by LOINC: where nothing else says it. */
export function panelSpecimen(loinc: string): Specimen | null {
  if (PANEL_LOINC.marrow.some((code) => code === loinc)) return "marrow";
  return PANEL_LOINC.count.some((code) => code === loinc) ? "blood" : null;
}

/** Left or right, as sources write it; null for any other sub-id, which only numbers repeated observations. */
export function matchSide(text: string): "left" | "right" | null {
  const word = text.trim().toLowerCase();
  if (/^(l|lt|left)$|\bleft\b/.test(word)) return "left";
  return /^(r|rt|right)$|\bright\b/.test(word) ? "right" : null;
}
