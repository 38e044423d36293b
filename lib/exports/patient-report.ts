import type { CourseKinetics } from "../clinical/kinetics";
import { courseFigure } from "../figures/course-figure";
import type { CourseFigure, CourseFigureInput, CourseFigureOptions } from "../figures/course-model";
import { type Flowsheet, flowsheet } from "./flowsheet";
import { type ReceivedValue, receivedValues } from "./received-values";
import { reportFooter } from "./report-footer";
import { type ReportHeader, type ReportSubject, reportHeader } from "./report-header";
import { type VerdictBox, verdictBoxes } from "./verdict-boxes";

export interface PatientReportInput extends CourseFigureInput {
  readonly subject: ReportSubject;
  readonly identity: "identified" | "de-identified";
  /** Of the first induction course. */
  readonly kinetics?: CourseKinetics | null;
  /** What the board is asked; free text, so never in a de-identified export. */
  readonly question?: string | null;
  readonly figure?: Omit<CourseFigureOptions, "deidentified">;
  /** By report: the sending system, and who entered or received it. */
  readonly provenance?: Readonly<Record<string, { readonly source: string; readonly author: string }>>;
}

/** One patient's course and verdicts as an export draws them; nothing in it needs deciding or hiding any more. */
export interface PatientReport {
  readonly identity: "identified" | "de-identified";
  readonly header: ReportHeader;
  readonly figure: CourseFigure;
  readonly boxes: readonly VerdictBox[];
  readonly flowsheet: Flowsheet;
  /** Of the whole record, whatever the figure shows. */
  readonly values: readonly ReceivedValue[];
  /** Without the page number, which the format adds. */
  readonly footer: string;
  /** ISO-8601 of the data's as-of, for file properties; null when de-identified, where it would date the course. */
  readonly stamp: string | null;
  /** Without extension; names nobody. */
  readonly fileStem: string;
}

/** The only door to an export: what a de-identified report must not tell is left out here, not in the formats. */
export function patientReport(input: PatientReportInput): PatientReport {
  const deidentified = input.identity === "de-identified";
  const { instant, date } = input.assessment.asOf;
  const figure = courseFigure(input, { ...input.figure, deidentified });
  return {
    identity: input.identity,
    header: reportHeader(input),
    figure,
    boxes: verdictBoxes(input, figure, deidentified),
    flowsheet: flowsheet(input, deidentified),
    values: receivedValues(input),
    footer: reportFooter(input, deidentified),
    stamp: deidentified ? null : new Date(instant).toISOString(),
    fileStem: deidentified ? "course-de-identified" : `course-${date}`,
  };
}
