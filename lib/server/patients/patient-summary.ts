import "server-only";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import { assess } from "@/lib/clinical/assess";
import type { AsOf, Assessment, JudgedReport, JudgedResult } from "@/lib/clinical/assessment";
import { addDays, dayNumber, daysBetween, protocolDay } from "@/lib/clinical/calendar";
import { inductionClocks } from "@/lib/clinical/course";
import { ALARM_LOOK_BACK } from "@/lib/clinical/critical-alarms";
import { statusLabel } from "@/lib/clinical/disease-status";
import { judgeNewestFirst } from "@/lib/clinical/judge";
import type { Policy } from "@/lib/clinical/policy";
import type { PatientRecord, Sex, TreatmentCourse } from "@/lib/clinical/record";
import { nextDue } from "@/lib/clinical/whole-record/follow-up";
import { type Lineage, type Philadelphia, philadelphiaOf } from "@/lib/clinical/whole-record/record-entries";
import type { CriticalValue, LastValue, Trend, WorklistRow } from "@/lib/contract/worklist";
import { asOfNow } from "@/lib/server/clock";
import type { Tx } from "@/lib/server/database/db";
import { type Columns, insertRows } from "@/lib/server/database/insert-rows";
import type { Prisma } from "@/prisma/generated/sqlite/client";
import { type PatientRows, patientRows, recordOf } from "./course-mapper";
import { recurrenceWaits, statusOf } from "./disease-status-rows";
import { presentPolicy } from "./policy-in-force";
import { summarySigns } from "./summary-signs";

export interface SummaryDisplay {
  readonly familyName: string;
  readonly givenName: string;
  readonly sex: Sex;
  readonly counts: WorklistRow["counts"];
  readonly trend: WorklistRow["trend"];
  readonly marrow: LastValue | null;
  readonly remissionSentence: string;
  readonly milestoneSentence: string;
  /** "CR1", "recurrent", …; null before a clinician set one. */
  readonly status: string | null;
  readonly lineage: Lineage | null;
  readonly philadelphia: Philadelphia;
  readonly critical: readonly CriticalValue[];
  /** "1 preliminary report, 2 unconfirmed values"; null where there is none. */
  readonly unsettled: string | null;
}

export type SummaryRow = Prisma.PatientSummaryGetPayload<object>;

/** Rebuilds a person's row of the worklist inside the transaction that changed the person; a merged record has none. */
export async function refreshSummary(tx: Tx, patientId: string, now: string): Promise<void> {
  const rows = await patientRows(tx, patientId);
  await writeSummaries(tx, [summaryOf(rows, now)]);
}

const COLUMNS: Columns<SummaryRow> = {
  patientId: "text",
  siteId: "text",
  nameKey: "text",
  mrn: "text",
  birthDate: "text",
  dayZero: "text",
  phase: "text",
  phaseStart: "text",
  lastCountOn: "text",
  wbc: "real",
  anc: "real",
  hgb: "real",
  plt: "real",
  lastMarrowOn: "text",
  marrowBlasts: "real",
  remission: "text",
  milestone: "text",
  milestoneOn: "text",
  windowOpens: "text",
  windowCloses: "text",
  lastReportOn: "text",
  changedAt: "text",
  display: "text",
  policyVersion: "text",
  status: "text",
  recurrence: "integer",
  nextDue: "text",
  lineagePh: "text",
  criticalOn: "text",
  criterionOn: "text",
  silentSince: "text",
  phaseEnd: "text",
  unsettled: "integer",
};

/** Writes rows of the worklist, in place of those that are there. */
export const writeSummaries = (tx: Tx, rows: readonly SummaryRow[]): Promise<void> =>
  insertRows(tx, "PatientSummary", COLUMNS, rows, "patientId");

const COUNT_ANALYTES = ["WBC", "ANC", "HGB", "PLT"] as const satisfies readonly AnalyteCode[];
const TREND_LENGTH = 10;

/** What the worklist shows, sorts and filters by, as of a moment. */
export function summaryOf(rows: PatientRows, now: string): SummaryRow {
  const record = recordOf(rows);
  const asOf = asOfNow(now, rows.site.timeZone);
  const policy = presentPolicy(rows.site.policies);
  const assessment = assess(record, asOf, policy);
  const { last, counts, lastMarrow, looked } = recentReports(record, asOf, policy);
  const lastCount = counts.at(-1);
  const present = presentCourse(record.courses, asOf);
  const blasts = lastMarrow?.results.find((result) => result.analyte === "MARROW_BLAST");
  const number = (analyte: AnalyteCode) => usableNumber(lastCount, analyte);
  // Also of a course that is only planned: the worklist must turn by itself on its first day.
  const dayZero = inductionClocks(record.courses, policy)[0]?.dayOne ?? null;
  const window = policy.window.value;
  const status = rows.statuses.at(-1);
  const signs = summarySigns({ rows, assessment, looked, last, present, policy, asOf });
  const display: SummaryDisplay = {
    familyName: rows.familyName,
    givenName: rows.givenName,
    sex: rows.sex as Sex,
    counts: perCount((analyte) => lastValue(lastCount, analyte)),
    trend: perCount((analyte) => trendOf(counts, analyte)),
    marrow: lastMarrow === undefined ? null : lastValue(lastMarrow, "MARROW_BLAST"),
    remissionSentence: remissionSentence(assessment),
    milestoneSentence: milestoneSentence(assessment),
    status: status === undefined ? null : statusLabel(statusOf(status)),
    lineage: (rows.diagnosis?.lineage ?? null) as Lineage | null,
    philadelphia: philadelphiaOf(rows.markers),
    ...signs.display,
  };
  return {
    patientId: rows.id,
    siteId: rows.siteId,
    nameKey: rows.nameKey,
    mrn: rows.mrn,
    birthDate: rows.birthDate,
    dayZero,
    phase: present?.phase ?? null,
    phaseStart: present?.start ?? null,
    lastCountOn: lastCount?.report.collected.date ?? null,
    wbc: number("WBC"),
    anc: number("ANC"),
    hgb: number("HGB"),
    plt: number("PLT"),
    lastMarrowOn: lastMarrow?.report.collected.date ?? null,
    marrowBlasts: blasts?.state === "ok" ? blasts.value : null,
    remission: assessment.remission.verdict,
    milestone: STORED[assessment.milestone.state],
    milestoneOn: assessment.milestone.marrowCollected?.date ?? null,
    windowOpens: dayZero && addDays(dayZero, window.opens - policy.earlyDays),
    windowCloses: dayZero && addDays(dayZero, window.closes),
    lastReportOn: last?.report.collected.date ?? null,
    changedAt: now,
    display: JSON.stringify(display),
    policyVersion: assessment.policy.version,
    status: status?.status ?? null,
    recurrence: recurrenceWaits(assessment, record, rows.statuses) ? 1 : 0,
    nextDue: nextDue(rows.followUps),
    ...signs.columns,
  };
}

/** What time alone changes is stored as open and told from the dates when it is read. */
const STORED = {
  "not-started": "open",
  upcoming: "open",
  "awaiting-sample": "open",
  missed: "open",
  met: "met",
  "late-met": "late-met",
  "not-met": "not-met",
  indeterminate: "indeterminate",
} as const satisfies Record<Assessment["milestone"]["state"], string>;

/** The newest report of all, the newest marrow, and as many counts as the trends need, oldest first. */
function recentReports(record: PatientRecord, asOf: AsOf, policy: Policy) {
  const counts: JudgedReport[] = [];
  const looked: JudgedReport[] = [];
  let last: JudgedReport | undefined;
  let lastMarrow: JudgedReport | undefined;
  const missing = new Map(COUNT_ANALYTES.map((analyte) => [analyte, TREND_LENGTH]));
  let marrowMissing = record.reports.some(({ specimen }) => specimen === "marrow");
  for (const judged of judgeNewestFirst(record, asOf, policy)) {
    if (judged.report.status === "entered-in-error" || judged.report.status === "cancelled") continue;
    last ??= judged;
    const recent = daysBetween(judged.report.collected.date, last.report.collected.date) <= ALARM_LOOK_BACK;
    if (recent) looked.unshift(judged);
    if (judged.report.specimen === "marrow") lastMarrow ??= judged;
    marrowMissing &&= lastMarrow === undefined;
    if (judged.results.some((result) => isCountAnalyte(result.analyte))) counts.unshift(judged);
    for (const [analyte, points] of missing) {
      if (usableNumber(judged, analyte) === null) continue;
      if (points === 1) missing.delete(analyte);
      else missing.set(analyte, points - 1);
    }
    if (missing.size === 0 && !marrowMissing && !recent) break;
  }
  return { last, counts, lastMarrow, looked };
}

const isCountAnalyte = (analyte: AnalyteCode) => (COUNT_ANALYTES as readonly AnalyteCode[]).includes(analyte);

const perCount = <T>(give: (analyte: (typeof COUNT_ANALYTES)[number]) => T) => ({
  WBC: give("WBC"),
  ANC: give("ANC"),
  HGB: give("HGB"),
  PLT: give("PLT"),
});

/** The course that began last by then, or the first one to come. */
function presentCourse(courses: readonly TreatmentCourse[], asOf: AsOf): TreatmentCourse | undefined {
  const inOrder = [...courses].sort((a, b) => (a.start < b.start ? -1 : 1));
  return inOrder.findLast((course) => course.start <= asOf.date) ?? inOrder[0];
}

function resultIn(judged: JudgedReport | undefined, analyte: AnalyteCode): JudgedResult | undefined {
  const found = judged?.results.filter((result) => result.analyte === analyte) ?? [];
  return found.find((result) => result.state === "ok") ?? found[0];
}

function usableNumber(judged: JudgedReport | undefined, analyte: AnalyteCode): number | null {
  const result = resultIn(judged, analyte);
  return result?.state === "ok" ? result.value : null;
}

function lastValue(judged: JudgedReport | undefined, analyte: AnalyteCode): LastValue | null {
  const result = resultIn(judged, analyte);
  if (judged === undefined || result === undefined) return null;
  return {
    text: canonicalText(result),
    value: result.value,
    flag: result.flag,
    uncertain: result.state !== "ok" || judged.report.status === "preliminary",
  };
}

/** As recorded where the unit is the canonical one; else the converted number without a tail of binary dust. */
function canonicalText(result: JudgedResult): string {
  const { text, unit, value, canonicalUnit } = result;
  if (value === null || unit === canonicalUnit || Number(text) === value) return text;
  return `${result.comparator ?? ""}${Number(value.toPrecision(12))}`;
}

function trendOf(counts: readonly JudgedReport[], analyte: AnalyteCode): Trend {
  const points = counts.flatMap((judged) => {
    const result = resultIn(judged, analyte);
    return result?.state === "ok" && result.value !== null
      ? [{ day: dayNumber(judged.report.collected.date), value: result.value, interval: result.interval }]
      : [];
  });
  const shown = points.slice(-TREND_LENGTH);
  const newest = shown.at(-1)?.interval ?? null;
  return {
    days: shown.map((point) => point.day),
    values: shown.map((point) => point.value),
    low: newest?.low ?? null,
    high: newest?.high ?? null,
  };
}

function remissionSentence({ remission }: Assessment): string {
  if (remission.missing.length > 0) return `missing: ${remission.missing.join(", ")}`;
  const failing = remission.clauses.filter((clause) => clause.answer !== "met").map((clause) => clause.label);
  return failing.length === 0 ? "" : failing.join(", ");
}

function milestoneSentence({ milestone, courses }: Assessment): string {
  const start = courses.find((course) => !course.reinduction)?.start;
  const on = milestone.marrowCollected?.date;
  if (start !== undefined && on !== undefined) return `Day ${protocolDay(start, on)}`;
  return milestone.state === "indeterminate" ? "no usable marrow in the window" : "";
}
