import { ANALYTE_CODES, ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { Specimen } from "@/lib/clinical/record";
import type { ENTRY_STATUSES } from "@/lib/contract/report";

export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** One value as typed, with the unit chosen for it and the laboratory's own interval where one is printed. */
export interface ValueDraft {
  readonly text: string;
  /** The mark its decimals are written with, where the text cannot be read without knowing it. */
  readonly decimalMark?: DecimalMark;
  /** UCUM code of an accepted unit. */
  readonly unit: string;
  readonly confirmed: boolean;
  readonly low: string;
  readonly high: string;
  /** In %, for an MRD assay only. */
  readonly sensitivity: string;
}

export type ValueDrafts = Readonly<Partial<Record<AnalyteCode, ValueDraft>>>;

/** One report: one specimen, collected at one time. */
export interface ReportDraft {
  readonly specimen: Specimen;
  readonly date: string;
  readonly time: string;
  readonly accession: string;
  readonly status: EntryStatus;
  readonly adequate: boolean;
  readonly values: ValueDrafts;
}

export function emptyReport(specimen: Specimen, date = ""): ReportDraft {
  return { specimen, date, time: "", accession: "", status: "final", adequate: true, values: {} };
}

export function emptyValue(code: AnalyteCode): ValueDraft {
  return { text: "", unit: ANALYTES[code].unit, confirmed: false, low: "", high: "", sensitivity: "" };
}

export const valueIn = (draft: ReportDraft, code: AnalyteCode): ValueDraft =>
  draft.values[code] ?? emptyValue(code);

/** Changes one value. A confirmation belongs to the number it was given for: another number asks again. */
export function withValue(draft: ReportDraft, code: AnalyteCode, change: Partial<ValueDraft>): ReportDraft {
  const old = valueIn(draft, code);
  const changed = { ...old, ...change };
  const same = changed.text.trim() === old.text.trim() && changed.unit === old.unit;
  const confirmed = change.confirmed ?? (same && old.confirmed);
  return { ...draft, values: { ...draft.values, [code]: { ...changed, confirmed } } };
}

/** What stands in the field after it is left: `d` is short for a test that was not done. */
export function settledText(text: string): string {
  const typed = text.trim();
  return typed.toLowerCase() === "d" ? "not done" : typed;
}

/** Ready for the next report of the same kind: values go, the units chosen on this page stay. */
export function nextReport(draft: ReportDraft): ReportDraft {
  const values = Object.fromEntries(
    Object.entries(draft.values).map(([code, { unit }]) => [
      code,
      { ...emptyValue(code as AnalyteCode), unit },
    ]),
  );
  return { ...emptyReport(draft.specimen), status: draft.status, values };
}

export function hasValues(draft: ReportDraft): boolean {
  return Object.values(draft.values).some(({ text }) => text.trim() !== "");
}

const USUAL: Readonly<Record<Specimen, readonly AnalyteCode[]>> = {
  blood: [
    "WBC",
    "RBC",
    "HGB",
    "HCT",
    "MCV",
    "PLT",
    "NEUT_PCT",
    "BAND_PCT",
    "LYMPH_PCT",
    "MONO_PCT",
    "EOS_PCT",
    "BASO_PCT",
    "BLAST_PCT",
    "ANC",
  ],
  marrow: ["MARROW_CELLS", "MARROW_BLAST", "MRD"],
  csf: ["CSF_WBC", "CSF_RBC", "CSF_BLAST_PCT"],
};

/** Every analyte of a specimen in the order of the paper report, the usual ones and those asked for by one more key. */
export function paperOrder(specimen: Specimen): {
  readonly usual: readonly AnalyteCode[];
  readonly more: readonly AnalyteCode[];
} {
  const all = ANALYTE_CODES.filter((code) => ANALYTES[code].specimen === specimen);
  return { usual: USUAL[specimen], more: all.filter((code) => !USUAL[specimen].includes(code)) };
}
