import type { LocalDate } from "../../branded";
import type { AnalyteCode } from "../analytes";
import { ANALYTES } from "../analytes";
import type { AsOf } from "../assessment";
import { localDate } from "../calendar";
import type {
  ExtramedullaryAnswer,
  ExtramedullaryFinding,
  PatientRecord,
  ReceivedResult,
  ReportVersion,
  SupportEvent,
  SupportKind,
  TreatmentCourse,
} from "../record";
import { asOfMoment, isCalendarProblem, parseCollected, parseMoment } from "../zone";

/** Zone of every sample; its clocks change on 29 March 2026, inside the sample's induction. */
export const ZONE = "Europe/London";
/** Day 1 of the sample's induction. */
export const START = day("2026-03-02");

/** A date of a test; throws on a typing error, because then the test is wrong. */
export function day(text: string): LocalDate {
  const date = localDate(text);
  if (!date) throw new Error(`${text} is no date`);
  return date;
}

export function at(text: string, timeZone = ZONE): AsOf {
  const asOf = asOfMoment(text, timeZone);
  if (isCalendarProblem(asOf)) throw new Error(`${text}: ${asOf.problem}`);
  return asOf;
}

export function value(
  analyte: AnalyteCode,
  text: string,
  more: Partial<ReceivedResult> = {},
): ReceivedResult {
  return {
    analyte,
    text,
    unit: ANALYTES[analyte].unit,
    interval: null,
    intervalUnit: null,
    sensitivity: null,
    confirmed: false,
    setAside: null,
    ...more,
  };
}

let made = 0;

export interface ReportOptions extends Partial<Omit<ReportVersion, "collected" | "receivedAt" | "results">> {
  readonly received?: string;
  readonly timeZone?: string;
}

function report(
  specimen: ReportVersion["specimen"],
  collected: string,
  results: readonly ReceivedResult[],
  { received, timeZone = ZONE, ...more }: ReportOptions,
): ReportVersion {
  const parsed = parseCollected(collected, timeZone);
  if (isCalendarProblem(parsed)) throw new Error(`${collected}: ${parsed.problem}`);
  const receivedAt = received === undefined ? parsed.instant : parseMoment(received, timeZone);
  if (typeof receivedAt !== "number") throw new Error(`${received}: ${receivedAt.problem}`);
  made++;
  return {
    reportId: `${specimen}-${made}`,
    version: 1,
    specimen,
    accession: `A-${made}`,
    subId: null,
    status: "final",
    adequate: true,
    ...more,
    collected: parsed.collected,
    receivedAt,
    results,
  };
}

/** A marrow with a blast percentage, and whatever else it reports. */
export function marrow(
  collected: string,
  blasts: string | null,
  results: readonly ReceivedResult[] = [],
  options: ReportOptions = {},
): ReportVersion {
  const own = blasts === null ? [] : [value("MARROW_BLAST", blasts)];
  return report("marrow", collected, [...own, ...results], options);
}

const NORMAL = { WBC: "5.2", HGB: "12.4", PLT: "210", ANC: "3.1", BLAST_PCT: "0" } as const;

/** A count that is normal for the sample patient; null leaves a value out. */
export function count(
  collected: string,
  changes: Partial<Record<AnalyteCode, string | ReceivedResult | null>> = {},
  options: ReportOptions = {},
): ReportVersion {
  const entries = Object.entries({ ...NORMAL, ...changes }) as [
    AnalyteCode,
    string | ReceivedResult | null,
  ][];
  const results = entries.flatMap(([code, given]) => {
    if (given === null) return [];
    return typeof given === "string" ? value(code, given) : given;
  });
  return report("blood", collected, results, options);
}

export function course(start: string, more: Partial<TreatmentCourse> = {}): TreatmentCourse {
  return {
    id: `course-${start}`,
    start: day(start),
    end: null,
    part: "induction",
    phase: null,
    protocol: null,
    ...more,
  };
}

export function support(kind: SupportKind, on: string): SupportEvent {
  return { id: `${kind}-${on}`, kind, on: day(on) };
}

export function finding(answer: ExtramedullaryAnswer, on: string | null = null): ExtramedullaryFinding {
  return { id: `${answer}-${on}`, finding: answer, on: on === null ? null : day(on) };
}

/** An adult woman in induction since 2 March 2026, without extramedullary disease; any part can be replaced. */
export function sample(
  reports: readonly ReportVersion[],
  changes: Partial<Omit<PatientRecord, "patient">> & { patient?: Partial<PatientRecord["patient"]> } = {},
): PatientRecord {
  const { patient, ...rest } = changes;
  return {
    courses: [course("2026-03-02")],
    extramedullary: [finding("absent")],
    support: [],
    observationEnd: null,
    ...rest,
    reports,
    patient: { birthDate: day("1992-03-01"), sex: "female", timeZone: ZONE, intervals: [], ...patient },
  };
}
