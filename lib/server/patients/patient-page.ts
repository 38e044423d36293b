import "server-only";
import { z } from "zod";
import { assess } from "@/lib/clinical/assess";
import type { AsOf, Assessment, JudgedReport } from "@/lib/clinical/assessment";
import type { StatusProposal } from "@/lib/clinical/disease-status";
import { judgeReport, judgeReports } from "@/lib/clinical/judge";
import { type CourseKinetics, courseKinetics } from "@/lib/clinical/kinetics";
import type { Policy } from "@/lib/clinical/policy";
import type { PatientRecord } from "@/lib/clinical/record";
import { asOfMoment, isCalendarProblem } from "@/lib/clinical/zone";
import type { StatusAnswer } from "@/lib/contract/disease-status";
import type {
  CourseAnswer,
  ExtramedullaryAnswerRow,
  PatientRecordAnswer,
  SupportAnswer,
} from "@/lib/contract/patient";
import type { Newest } from "@/lib/contract/preferences";
import { momentText } from "@/lib/contract/primitives";
import type { WholeRecord } from "@/lib/contract/record-answers";
import type { CriticalAnswer, OwnReview } from "@/lib/contract/review";
import { mayDo } from "@/lib/permissions";
import { asOfNow } from "@/lib/server/clock";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { recordRows } from "@/lib/server/record/record-rows";
import { noteAuthors, recordThen, wholeRecord } from "@/lib/server/record/whole-record";
import { authorNames } from "@/lib/server/reports/report-list";
import { newestVersions } from "@/lib/server/reports/reports";
import { newestOf } from "@/lib/server/session/me";
import { criticalAnswer } from "@/lib/server/worklist/critical-values";
import { ownReview } from "@/lib/server/worklist/review";
import {
  mergedBy,
  type PatientRows,
  patientRows,
  type ReportRow,
  recordOf,
  reportVersionOf,
} from "./course-mapper";
import { proposalOf, statusAnswers } from "./disease-status-rows";
import { field, patientRecordAnswer } from "./patients";
import { policyAt, policyOfVersion } from "./policy-in-force";
import { courseAnswer, extramedullaryAnswer, supportAnswer } from "./treatment";

/** Everything one patient's page and slide are drawn from. */
export interface PatientPage {
  readonly patient: PatientRecordAnswer;
  readonly record: PatientRecord;
  /** Newest versions as of the moment. */
  readonly reports: readonly JudgedReport[];
  /** Earlier versions, for the ghosts on the chart. */
  readonly superseded: readonly JudgedReport[];
  readonly assessment: Assessment;
  readonly kinetics: readonly CourseKinetics[];
  readonly policy: Policy;
  readonly courses: readonly CourseAnswer[];
  readonly support: readonly SupportAnswer[];
  readonly extramedullary: readonly ExtramedullaryAnswerRow[];
  /** The record beside results and treatment. */
  readonly whole: WholeRecord;
  /** Report to the name of who wrote its newest version. */
  readonly authors: Readonly<Record<string, string>>;
  /** Where this person wants the newest column of the flowsheet. */
  readonly newest: Newest;
  /** Set by clinicians, newest first. */
  readonly statuses: readonly StatusAnswer[];
  /** What the rules suggest instead; null where they agree with the status. */
  readonly proposal: StatusProposal | null;
  /** The day the page speaks of: today at the site, or the day of the replay. */
  readonly today: string;
  /** Shown as it was known then: nothing is written from here. */
  readonly replay: boolean;
  /** Critical values that wait, and who acknowledged the last ones; null in a replay. */
  readonly critical: CriticalAnswer | null;
  /** The asker's own review; null in a replay. */
  readonly review: OwnReview | null;
  readonly mayAcknowledge: boolean;
  readonly mayWrite: boolean;
  readonly maySetStatus: boolean;
}

export const asOfInput = z.strictObject({ asOf: z.exactOptional(momentText) });
/** By default the policy in force at the moment; a version says "judge it by those rules instead". */
const assessmentInput = asOfInput.extend({ policy: z.exactOptional(z.string().regex(/^[1-9]\d{0,5}$/)) });

export function asOfIn(input: { asOf?: string }, now: string, timeZone: string): AsOf {
  if (input.asOf === undefined) return asOfNow(now, timeZone);
  const parsed = asOfMoment(input.asOf, timeZone);
  if (isCalendarProblem(parsed))
    throw field("asOf", parsed.problem, "Write the moment as YYYY-MM-DD or YYYY-MM-DDTHH:MM.");
  return parsed;
}

/** A patient's rows judged and assessed as of a moment: where screen and slide get the same facts. */
export function patientCourse(rows: PatientRows, asOf: AsOf) {
  const record = recordOf(rows);
  const policy = policyAt(rows.site.policies, asOf.instant);
  const known = rows.reports.filter((row) => Date.parse(row.knownSince) <= asOf.instant);
  const newest = newestVersions(known);
  const older = known.filter((row) => !newest.includes(row));
  return {
    record,
    reports: judgeReports(record, asOf, policy),
    superseded: older.map((row) => judgeReport(reportVersionOf(row), record, policy)),
    assessment: assess(record, asOf, policy),
    kinetics: courseKinetics(record, asOf, policy),
    policy,
  };
}

/**
 * The rows as they stood at a moment: reports and statuses by when they became known; treatment and findings have
 * no such date, of them those that began or were seen by that day.
 */
export function knownThen(rows: PatientRows, asOf: AsOf): PatientRows {
  const then = mergedBy(rows, asOf.instant);
  const by = ({ on }: { on: string | null }) => on === null || on <= asOf.date;
  return {
    ...then,
    courses: then.courses.filter(({ start }) => start <= asOf.date),
    support: then.support.filter(by),
    extramedullary: then.extramedullary.filter(by),
    statuses: then.statuses.filter(({ at }) => Date.parse(at) <= asOf.instant),
    reports: then.reports.filter(({ knownSince }) => Date.parse(knownSince) <= asOf.instant),
  };
}

/** Report to the name of who wrote its newest version. */
export async function authorsOf(db: Db, reports: readonly ReportRow[]): Promise<Record<string, string>> {
  const newest = newestVersions(reports);
  const names = await authorNames(db, newest);
  return Object.fromEntries(newest.map((row) => [row.reportKey, names.get(row.author) ?? row.author]));
}

/** First day of the first induction, from which days of treatment are counted; null before there is one. */
export const firstInduction = ({ courses }: Assessment): string | null =>
  courses.find(({ part, reinduction }) => part === "induction" && !reinduction)?.start ?? null;

export const readPatientPage = operation({
  name: "patient.read",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: asOfInput,
  run: async ({ db, id, input, actor, now }) => {
    const rows = await patientRows(db, id);
    const asOf = asOfIn(input, now, actor.site.timeZone);
    const replay = input.asOf !== undefined;
    const known = replay ? knownThen(rows, asOf) : rows;
    const course = patientCourse(known, asOf);
    const all = await recordRows(db, id);
    const rest = replay ? recordThen(all, asOf) : all;
    const answer: PatientPage = {
      ...course,
      patient: patientRecordAnswer(rows),
      courses: known.courses.map(courseAnswer),
      support: known.support.map(supportAnswer),
      extramedullary: known.extramedullary.map(extramedullaryAnswer),
      whole: wholeRecord(rest, known, course, await noteAuthors(db, rest)),
      statuses: await statusAnswers(db, known.statuses),
      proposal: proposalOf(course.assessment, course.record, known.statuses),
      authors: await authorsOf(db, known.reports),
      newest: await newestOf(db, actor.userId),
      today: asOf.date,
      replay,
      critical: replay ? null : await criticalAnswer(db, rows, course.reports, course.policy),
      review: replay ? null : await ownReview(db, actor.userId, rows.id),
      mayAcknowledge: !replay && mayDo(actor.roles, "critical:acknowledge"),
      mayWrite: !replay && mayDo(actor.roles, "report:write"),
      maySetStatus: !replay && mayDo(actor.roles, "status:set"),
    };
    return { answer, audit: input.asOf === undefined ? {} : { detail: { asOf: input.asOf } } };
  },
});

export const readAssessment = operation({
  name: "patient.assessment",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: assessmentInput,
  run: async ({ db, id, input, actor, now }) => {
    const rows = await patientRows(db, id);
    const moment = asOfIn(input, now, actor.site.timeZone);
    const policy =
      input.policy === undefined
        ? policyAt(rows.site.policies, moment.instant)
        : policyOfVersion(rows.site.policies, Number(input.policy));
    if (policy === null)
      throw field("policy", "unknown-version", "This site has no such version of its policy.");
    const { asOf, ...assessment } = assess(recordOf(mergedBy(rows, moment.instant)), moment, policy);
    return {
      answer: { ...assessment, asOf: { date: asOf.date, instant: new Date(asOf.instant).toISOString() } },
      audit: { detail: { asOf: input.asOf ?? null, policy: policy.version } },
    };
  },
});
