import { z } from "zod";
import type { LocalDate } from "../lib/branded";
import { ANALYTE_CODES, isAnalyteCode } from "../lib/clinical/analytes";
import type { AsOf } from "../lib/clinical/assessment";
import { localDate } from "../lib/clinical/calendar";
import {
  COURSE_PARTS,
  EXTRAMEDULLARY_FINDINGS,
  type ExtramedullaryFinding,
  type Limits,
  OBSERVATION_ENDS,
  type PatientRecord,
  REPORT_STATUSES,
  type ReceivedResult,
  type ReportVersion,
  SEXES,
  SPECIMENS,
  SUPPORT_KINDS,
} from "../lib/clinical/record";
import {
  asOfMoment,
  type CalendarProblem,
  isCalendarProblem,
  isTimeZone,
  parseCollected,
  parseMoment,
} from "../lib/clinical/zone";

const analyte = z.string().refine(isAnalyteCode, { error: `one of ${ANALYTE_CODES.join(", ")}` });
const date = z.string().transform((text, context): LocalDate => {
  const read = localDate(text);
  if (read) return read;
  context.addIssue({ code: "custom", message: `“${text}” is not a calendar date` });
  return z.NEVER;
});
const limit = z.number().nullish();
const interval = z.object({ low: limit, high: limit });

const result = z.object({
  analyte,
  text: z.union([z.string(), z.number().transform(String)]),
  unit: z.string().nullish(),
  interval: interval.nullish(),
  sensitivity: z.number().nullish(),
  confirmed: z.boolean().nullish(),
});

const report = z.object({
  specimen: z.enum(SPECIMENS),
  accession: z.string().nullish(),
  subId: z.string().nullish(),
  collected: z.string(),
  received: z.string().nullish(),
  status: z.enum(REPORT_STATUSES),
  adequate: z.boolean().nullish(),
  results: z.array(result),
});

const finding = z.enum(EXTRAMEDULLARY_FINDINGS);

const caseShape = z.object({
  id: z.string(),
  title: z.string().nullish(),
  patient: z.object({
    birthDate: date,
    sex: z.enum(SEXES),
    timeZone: z.string().refine(isTimeZone, { error: "not a time zone" }),
    intervals: z.array(interval.extend({ analyte, unit: z.string() })).nullish(),
  }),
  courses: z.array(z.object({ start: date, part: z.enum(COURSE_PARTS) })).nullish(),
  extramedullary: z.union([finding, z.array(z.object({ finding, on: date.nullish() }))]).nullish(),
  support: z.array(z.object({ kind: z.enum(SUPPORT_KINDS), on: date })).nullish(),
  reports: z.array(report).nullish(),
  observationEnd: z.object({ on: date, why: z.enum(OBSERVATION_ENDS) }).nullish(),
  asOf: z.string(),
  expected: z.object({
    remission: z.string().nullish(),
    milestone: z.string().nullish(),
    eln2024: z.string().nullish(),
    courses: z.array(z.object({ start: z.string(), milestone: z.string() })).nullish(),
    notes: z.array(z.string()).nullish(),
  }),
});

type CaseShape = z.infer<typeof caseShape>;
type ReportShape = z.infer<typeof report>;

/** A worked case, ready for the assessment. */
export interface WorkedCase {
  readonly id: string;
  readonly title: string;
  readonly record: PatientRecord;
  readonly asOf: AsOf;
  readonly expected: CaseShape["expected"];
}

export type CaseRead =
  | { readonly ok: true; readonly worked: WorkedCase }
  | { readonly ok: false; readonly id: string; readonly reason: string };

/** Reads one case of a case file; a case that cannot be read is a reason, never an exception. */
export function readCase(input: unknown): CaseRead {
  const id = caseId(input);
  const parsed = caseShape.safeParse(input);
  if (!parsed.success) return { ok: false, id, reason: z.prettifyError(parsed.error) };
  const found = parsed.data;
  const { timeZone } = found.patient;
  const asOf = asOfMoment(found.asOf, timeZone);
  if (isCalendarProblem(asOf)) return { ok: false, id, reason: problemText("asOf", asOf) };
  const reports = reportVersions(found.reports ?? [], timeZone);
  if (typeof reports === "string") return { ok: false, id, reason: reports };
  return {
    ok: true,
    worked: {
      id,
      title: found.title ?? "",
      record: recordOf(found, reports),
      asOf,
      expected: found.expected,
    },
  };
}

function caseId(input: unknown): string {
  const named = z.object({ id: z.string() }).safeParse(input);
  return named.success ? named.data.id : "(no id)";
}

function problemText(field: string, { problem, text }: CalendarProblem): string {
  return `${field}: “${text}” ${problem}`;
}

function recordOf(found: CaseShape, reports: readonly ReportVersion[]): PatientRecord {
  const { patient, courses, support, extramedullary, observationEnd } = found;
  return {
    patient: {
      ...patient,
      intervals: (patient.intervals ?? []).map(({ analyte: code, unit, ...limits }) => ({
        ...limitsOf(limits),
        analyte: code,
        unit,
      })),
    },
    courses: (courses ?? []).map(({ start, part }, index) => ({
      id: `course-${index + 1}`,
      start,
      end: null,
      part,
      phase: null,
      protocol: null,
    })),
    support: (support ?? []).map((event, index) => ({ id: `support-${index + 1}`, ...event })),
    extramedullary: findingsOf(extramedullary),
    reports,
    observationEnd: observationEnd ?? null,
  };
}

function findingsOf(given: CaseShape["extramedullary"]): readonly ExtramedullaryFinding[] {
  if (!given) return [];
  const list = typeof given === "string" ? [{ finding: given, on: null }] : given;
  return list.map((each, index) => ({
    id: `finding-${index + 1}`,
    finding: each.finding,
    on: each.on ?? null,
  }));
}

/** A later report of the same accession and specimen is a new version of the first. */
function reportVersions(given: readonly ReportShape[], timeZone: string): readonly ReportVersion[] | string {
  const reports: ReportVersion[] = [];
  for (const [index, each] of given.entries()) {
    const parsed = parseCollected(each.collected, timeZone);
    if (isCalendarProblem(parsed)) return problemText(`reports.${index}.collected`, parsed);
    const receivedAt = each.received ? parseMoment(each.received, timeZone) : parsed.instant;
    if (typeof receivedAt !== "number") return problemText(`reports.${index}.received`, receivedAt);
    const { specimen, status } = each;
    const [accession, subId] = [each.accession ?? null, each.subId ?? null];
    const reportId =
      accession === null ? `report-${index + 1}` : JSON.stringify([accession, specimen, subId]);
    reports.push({
      reportId,
      version: 1,
      specimen,
      accession,
      subId,
      collected: parsed.collected,
      receivedAt,
      status,
      adequate: each.adequate ?? true,
      results: each.results.map(resultOf),
    });
  }
  const sorted = reports.toSorted((a, b) => a.receivedAt - b.receivedAt);
  const versions = new Map<string, number>();
  return sorted.map((version) => {
    const number = (versions.get(version.reportId) ?? 0) + 1;
    versions.set(version.reportId, number);
    return { ...version, version: number };
  });
}

function resultOf(given: ReportShape["results"][number]): ReceivedResult {
  return {
    analyte: given.analyte,
    text: given.text,
    unit: given.unit ?? null,
    interval: given.interval ? limitsOf(given.interval) : null,
    intervalUnit: null,
    sensitivity: given.sensitivity ?? null,
    confirmed: given.confirmed ?? false,
    setAside: null,
  };
}

function limitsOf({ low, high }: z.infer<typeof interval>): Limits {
  return {
    ...(low === null || low === undefined ? {} : { low }),
    ...(high === null || high === undefined ? {} : { high }),
  };
}
