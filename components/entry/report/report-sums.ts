import { ANALYTES, type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import { parseMeasurement } from "@/lib/clinical/measurement";
import { toCanonical } from "@/lib/clinical/quantity";
import { settledText, type ValueDrafts } from "./report-draft";

/** Immature granulocytes are left out: on many analysers they are among the neutrophils. */
const OTHERS: readonly AnalyteCode[] = ["LYMPH_PCT", "MONO_PCT", "EOS_PCT", "BASO_PCT", "BLAST_PCT"];

/** What the typed percentages add up to; null before there are any. */
export function differentialSum(
  values: ValueDrafts,
): { readonly total: number; readonly complete: boolean } | null {
  const percent = (code: AnalyteCode) => percentOf(code, values);
  const neutrophils = percent("NEUT_PCT");
  const granulocytes = neutrophils === null ? [percent("SEG_PCT"), percent("BAND_PCT")] : [neutrophils];
  const parts = [...granulocytes, ...OTHERS.map(percent)].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const complete = [neutrophils ?? percent("SEG_PCT"), percent("LYMPH_PCT"), percent("MONO_PCT")].every(
    (part) => part !== null,
  );
  // Percentages carry a decimal or two: twelve digits take off the noise of binary fractions only.
  return { total: Number(parts.reduce((sum, part) => sum + part, 0).toPrecision(12)), complete };
}

function percentOf(code: AnalyteCode, values: ValueDrafts): number | null {
  const value = values[code];
  if (value === undefined) return null;
  const measured = parseMeasurement(settledText(value.text));
  const accepted = acceptUnit(code, value.unit);
  if (measured.kind !== "number" || accepted === null || ANALYTES[code].unit !== "%") return null;
  return toCanonical(measured.value, accepted.scale);
}
