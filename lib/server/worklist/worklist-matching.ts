import "server-only";
import type { LocalDate } from "@/lib/branded";
import { addDays } from "@/lib/clinical/calendar";
import { REASON_DAYS, type WorklistInput, type WorklistReason } from "@/lib/contract/worklist";
import { Prisma } from "@/prisma/generated/sqlite/client";

const { sql, join, empty } = Prisma;
export type Sql = Prisma.Sql;

/** For whom and for which day the list is asked; other sites' rows are in no query. */
export interface WorklistView {
  readonly siteId: string;
  readonly userId: string;
  readonly here: LocalDate;
}

export type Filters = Pick<
  WorklistInput,
  "reason" | "remission" | "milestone" | "recurrence" | "status" | "phase" | "review"
>;

/**
 * The ids of a group's patients, in the order of the group. States that depend on today are dates compared here: nothing
 * stored goes stale overnight. What a partial index asks for stands in the text and not in a parameter, or SQLite
 * could not tell that it may use it.
 */
const GROUPS: Readonly<Record<WorklistReason, (view: WorklistView) => Sql>> = {
  critical: ({ siteId }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."criticalOn" IS NOT NULL ORDER BY s."criticalOn" DESC, s."patientId" DESC`,
  "window-open": ({ siteId, here }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."milestone" = 'open' AND s."windowCloses" >= ${here} AND s."windowOpens" <= ${here}
    ORDER BY s."windowCloses", s."patientId"`,
  "window-soon": ({ siteId, here }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."milestone" = 'open'
      AND s."windowOpens" > ${here} AND s."windowOpens" <= ${addDays(here, REASON_DAYS["window-soon"])}
      AND s."dayZero" <= ${here}
    ORDER BY s."windowOpens", s."patientId"`,
  missed: ({ siteId, here }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."milestone" = 'open' AND s."windowCloses" < ${here}
    ORDER BY s."windowCloses" DESC, s."patientId" DESC`,
  criterion: ({ siteId, userId, here }) => sql`
    SELECT s."patientId" FROM "Review" r CROSS JOIN "PatientSummary" s
    WHERE r."userId" = ${userId} AND r."siteId" = ${siteId} AND r."at" IS NOT NULL AND s."patientId" = r."patientId"
      AND s."siteId" = ${siteId} AND (s."remission" = 'met') <> (r."remission" = 'met')
    UNION ALL
    SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."criterionOn" >= ${addDays(here, -REASON_DAYS.criterion)}
      AND s."criterionOn" IS NOT NULL AND ${neverReviewed(userId)}`,
  recurrence: ({ siteId }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."recurrence" = 1`,
  unsettled: ({ siteId }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."unsettled" > 0 ORDER BY s."unsettled" DESC, s."patientId" DESC`,
  silent: ({ siteId, here }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."silentSince" IS NOT NULL
      AND s."silentSince" <= ${addDays(here, -REASON_DAYS.silent)}
      AND (s."phaseStart" IS NULL OR s."phaseStart" <= ${here}) AND (s."phaseEnd" IS NULL OR s."phaseEnd" >= ${here})
    ORDER BY s."silentSince" DESC, s."patientId" DESC`,
  "follow-up": ({ siteId, here }) => sql`SELECT s."patientId" FROM "PatientSummary" s
    WHERE s."siteId" = ${siteId} AND s."nextDue" <= ${addDays(here, REASON_DAYS["follow-up"])}
    ORDER BY s."nextDue", s."patientId"`,
};

export const groupIds = (reason: WorklistReason, view: WorklistView, limit: number): Sql =>
  sql`SELECT "patientId" FROM (${GROUPS[reason](view)}) g LIMIT ${limit}`;

export function neverReviewed(userId: string): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM "Review" n
    WHERE n."userId" = ${userId} AND n."patientId" = s."patientId" AND n."at" IS NOT NULL)`;
}

/** Patients the asker has reviewed, and whether the record stands as they saw it. */
const reviewed = ({ siteId, userId }: WorklistView, changed: boolean): Sql => sql`
  SELECT s."patientId" FROM "Review" r CROSS JOIN "PatientSummary" s
  WHERE r."userId" = ${userId} AND r."siteId" = ${siteId} AND r."at" IS NOT NULL AND s."patientId" = r."patientId"
    AND s."siteId" = ${siteId} AND s."changedAt" ${changed ? sql`<>` : sql`=`} r."seen"`;

/** Sets of patients that an index gives without walking the list. */
function sources(filters: Filters, view: WorklistView): Sql[] {
  return [
    ...(filters.reason === null ? [] : [GROUPS[filters.reason](view)]),
    ...(filters.review === "changed" || filters.review === "unchanged"
      ? [reviewed(view, filters.review === "changed")]
      : []),
  ];
}

/** Conditions on the row itself. */
function conditions(filters: Filters, { userId, here }: WorklistView): Sql[] {
  const { remission, milestone, recurrence, status, phase, review } = filters;
  return [
    ...(remission === null ? [] : [remissionFilter(remission, here)]),
    ...(milestone === null ? [] : [milestoneFilter(milestone, here)]),
    ...(recurrence === null ? [] : [sql`s."recurrence" = 1`]),
    ...(status === null
      ? []
      : [status === "not-set" ? sql`s."status" IS NULL` : sql`s."status" = ${status}`]),
    ...(phase === null ? [] : [phase === "none" ? sql`s."phase" IS NULL` : sql`s."phase" = ${phase}`]),
    ...(review === "never" ? [neverReviewed(userId)] : []),
  ];
}

export const isFiltered = (filters: Filters): boolean =>
  [
    filters.reason,
    filters.remission,
    filters.milestone,
    filters.recurrence,
    filters.status,
    filters.phase,
    filters.review,
  ].some((filter) => filter !== null);

/** The ids that match, in no order: the most selective source first, the rest asked of its rows. */
export function matchingIds(filters: Filters, view: WorklistView, limit: number): Sql {
  const [first, ...others] = sources(filters, view);
  const rest = [...conditions(filters, view), ...others.map((ids) => sql`s."patientId" IN (${ids})`)];
  const and = rest.length === 0 ? empty : sql`AND ${join(rest, " AND ")}`;
  return first === undefined
    ? sql`SELECT s."patientId" FROM "PatientSummary" s WHERE s."siteId" = ${view.siteId} ${and} LIMIT ${limit}`
    : sql`SELECT s."patientId" FROM (${first}) g CROSS JOIN "PatientSummary" s
        WHERE s."patientId" = g."patientId" AND s."siteId" = ${view.siteId} ${and} LIMIT ${limit}`;
}

/** The groups as conditions on a row of the list, beside the asker's own review `r`: for a walk, where a set of ids would be made whole first. */
const MEMBERS: Readonly<Record<WorklistReason, (here: LocalDate) => Sql>> = {
  critical: () => sql`s."criticalOn" IS NOT NULL`,
  "window-open": (here) => milestoneFilter("awaiting-sample", here),
  "window-soon": (here) =>
    sql`${milestoneFilter("upcoming", here)} AND s."windowOpens" <= ${addDays(here, REASON_DAYS["window-soon"])}`,
  missed: (here) => milestoneFilter("missed", here),
  criterion: (
    here,
  ) => sql`CASE WHEN r."at" IS NULL THEN s."criterionOn" >= ${addDays(here, -REASON_DAYS.criterion)}
    ELSE (s."remission" = 'met') <> (r."remission" = 'met') END`,
  recurrence: () => sql`s."recurrence" = 1`,
  unsettled: () => sql`s."unsettled" > 0`,
  silent: (here) => sql`s."silentSince" <= ${addDays(here, -REASON_DAYS.silent)}
    AND (s."phaseStart" IS NULL OR s."phaseStart" <= ${here}) AND (s."phaseEnd" IS NULL OR s."phaseEnd" >= ${here})`,
  "follow-up": (here) => sql`s."nextDue" <= ${addDays(here, REASON_DAYS["follow-up"])}`,
};

/** Everything that is asked of a row while the list is walked. */
export function walkConditions(filters: Filters, view: WorklistView): Sql {
  const { reason, review } = filters;
  const all = [
    sql`s."siteId" = ${view.siteId}`,
    ...conditions(filters, view),
    ...(reason === null ? [] : [MEMBERS[reason](view.here)]),
    ...(review === "changed" ? [sql`s."changedAt" <> r."seen"`] : []),
    ...(review === "unchanged" ? [sql`s."changedAt" = r."seen"`] : []),
  ];
  return join(all, " AND ");
}

/** Not applicable only until the planned course starts; from then on there is simply no marrow yet. */
function remissionFilter(verdict: NonNullable<Filters["remission"]>, here: LocalDate): Sql {
  switch (verdict) {
    case "not-applicable":
      return sql`s."remission" = 'not-applicable' AND (s."dayZero" IS NULL OR s."dayZero" > ${here})`;
    case "indeterminate":
      return sql`(s."remission" = 'indeterminate' OR (s."remission" = 'not-applicable' AND s."dayZero" <= ${here}))`;
    default:
      return sql`s."remission" = ${verdict}`;
  }
}

function milestoneFilter(state: NonNullable<Filters["milestone"]>, here: LocalDate): Sql {
  switch (state) {
    case "not-started":
      return sql`s."milestone" = 'open' AND (s."dayZero" IS NULL OR s."dayZero" > ${here})`;
    case "upcoming":
      return sql`s."milestone" = 'open' AND s."dayZero" <= ${here} AND s."windowOpens" > ${here}`;
    case "awaiting-sample":
      return sql`s."milestone" = 'open' AND s."windowOpens" <= ${here} AND s."windowCloses" >= ${here}`;
    case "missed":
      return sql`s."milestone" = 'open' AND s."windowCloses" < ${here}`;
    default:
      return sql`s."milestone" = ${state}`;
  }
}
