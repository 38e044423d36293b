import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { CriticalLimits } from "@/lib/clinical/policy";
import { showNumber } from "@/lib/display";

/** "below 7 g/dL or above 20 g/dL, the first time" */
export function criticalWords(code: AnalyteCode, { below, above, firstTimeOnly }: CriticalLimits): string {
  const unit = ANALYTES[code].displayUnit;
  const sides = [
    below === undefined ? null : `below ${showNumber(below)} ${unit}`,
    above === undefined ? null : `above ${showNumber(above)} ${unit}`,
  ].filter((side) => side !== null);
  return `${sides.join(" or ")}${firstTimeOnly ? ", the first time" : ""}`;
}
