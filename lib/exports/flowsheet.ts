import { ANALYTES, type AnalyteCode } from "../clinical/analytes";
import type { JudgedReport } from "../clinical/assessment";
import { dateOfDayNumber, dayNumber } from "../clinical/calendar";
import { showDayMonth, showInterval } from "../display";
import type { FigurePoint } from "../figures/course-model";
import { dayLabel } from "../figures/day-axis";
import { anchors, resultDays } from "../figures/figure-range";
import { analytePoints, presentReports } from "../figures/panel-points";
import { type CandidateDay, decisiveDays } from "./decisive-days";
import type { PatientReportInput } from "./patient-report";
import { plainText } from "./plain-text";

export interface Flowsheet {
  /** Newest right. */
  readonly columns: readonly { readonly label: string; readonly sub: string }[];
  readonly rows: readonly FlowsheetRow[];
}

export interface FlowsheetRow {
  readonly label: string;
  readonly unit: string;
  readonly interval: string;
  /** Several values of one day stay several. */
  readonly cells: readonly (readonly Pick<FigurePoint, "text" | "flag" | "state">[])[];
}

/** In the order of the course figure, with what decides beside it. */
const ROWS: readonly AnalyteCode[] = [
  "MARROW_BLAST",
  "MRD",
  "WBC",
  "ANC",
  "HGB",
  "PLT",
  "BLAST_PCT",
  "BLAST_ABS",
];

/** The decisive days as columns, newest right; rows without any value are left out. */
export function flowsheet(input: PatientReportInput, deidentified: boolean): Flowsheet {
  const reports = presentReports(input.reports);
  const { origin, originIs } = anchors(input.record, input.assessment, resultDays(reports));
  const rows = ROWS.map((analyte) => ({
    analyte,
    points: analytePoints(analyte, reports, [], origin, deidentified),
  })).filter(({ points }) => points.length > 0);
  const days = decisiveDays(candidates(rows), governingDays(input, origin));
  return {
    columns: days.map((day) => {
      const label = dayLabel(day);
      if (deidentified) return { label, sub: "" };
      const date = showDayMonth(dateOfDayNumber(origin + day));
      return { label: date, sub: originIs === "treatment" ? label : "" };
    }),
    rows: rows.map(({ analyte, points }) => ({
      label: ANALYTES[analyte].label,
      unit: ANALYTES[analyte].displayUnit,
      interval: newestInterval(analyte, reports, input),
      cells: days.map((day) =>
        points
          .filter((point) => Math.floor(point.x) === day)
          .map(({ text, flag, state }) => ({ text: plainText(text), flag, state })),
      ),
    })),
  };
}

type Rows = readonly { readonly analyte: AnalyteCode; readonly points: readonly FigurePoint[] }[];

function candidates(rows: Rows): CandidateDay[] {
  const days = new Set(rows.flatMap(({ points }) => points.map((point) => Math.floor(point.x))));
  const lowestOn = (analyte: AnalyteCode, day: number) => {
    const values = rows
      .filter((row) => row.analyte === analyte)
      .flatMap(({ points }) => points)
      .filter((point) => Math.floor(point.x) === day && point.state === "ok")
      .flatMap((point) => point.y ?? []);
    return values.length === 0 ? null : Math.min(...values);
  };
  const marrows = new Set(
    rows
      .filter(({ analyte }) => ANALYTES[analyte].specimen === "marrow")
      .flatMap(({ points }) => points.map((point) => Math.floor(point.x))),
  );
  return [...days].map((day) => ({
    day,
    marrow: marrows.has(day),
    anc: lowestOn("ANC", day),
    platelets: lowestOn("PLT", day),
  }));
}

/** The days of the marrow and the count the verdict rests on. */
function governingDays({ assessment }: PatientReportInput, origin: number): number[] {
  const { pairing } = assessment.remission;
  return [pairing?.marrowCollected, pairing?.countCollected, assessment.milestone.marrowCollected].flatMap(
    (collected) => (collected ? [dayNumber(collected.date) - origin] : []),
  );
}

function newestInterval(
  analyte: AnalyteCode,
  reports: readonly JudgedReport[],
  { policy }: PatientReportInput,
): string {
  const limits: Partial<Record<AnalyteCode, string>> = {
    MARROW_BLAST: `≤ ${policy.marrowBlasts.value}`,
    MRD: `< ${policy.residualDisease.value}`,
    BLAST_PCT: "0",
    BLAST_ABS: "0",
  };
  const newest = reports
    .findLast(({ results }) => results.some((result) => result.analyte === analyte && result.interval))
    ?.results.find((result) => result.analyte === analyte)?.interval;
  return newest ? showInterval(newest) : (limits[analyte] ?? "");
}
