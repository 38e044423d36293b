import type { AnalyteCode } from "../../lib/clinical/analytes";
import { courseFigure } from "../../lib/figures/course-figure";
import { inventedInput, inventedReport } from "../../lib/figures/fixtures/invented-course";

export const PANELS = ["WBC", "ANC", "HGB", "PLT", "LYMPH"] as const satisfies AnalyteCode[];

/** Counts of as many days, each panel a wave of its own with some noise; invented throughout. */
export function benchFigure(days: number) {
  const wave = (day: number, period: number, shift: number) =>
    0.5 + 0.45 * Math.sin((day + shift) / period) + 0.05 * Math.sin(day * 12.9898 + shift * 78.233);
  const reports = Array.from({ length: days }, (_, day) =>
    inventedReport({
      id: `bench${day}`,
      elapsed: day,
      values: {
        WBC: (0.2 + 30 * wave(day, 21, 1)).toFixed(2),
        ANC: (0.1 + 7 * wave(day, 23, 2)).toFixed(2),
        HGB: (7 + 7 * wave(day, 90, 3)).toFixed(1),
        PLT: (10 + 350 * wave(day, 28, 4)).toFixed(0),
        LYMPH: (0.2 + 4 * wave(day, 31, 5)).toFixed(2),
      },
    }),
  );
  return courseFigure(inventedInput({ reports }, days), { panels: PANELS, range: "all" });
}
