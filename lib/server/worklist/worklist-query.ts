import "server-only";
import type { WorklistInput, WorklistReason, WorklistSort } from "@/lib/contract/worklist";
import { WORKLIST_REASONS } from "@/lib/contract/worklist";
import type { Db } from "@/lib/server/database/db";
import type { Engine } from "@/lib/server/env";
import type { SummaryRow } from "@/lib/server/patients/patient-summary";
import { Prisma } from "@/prisma/generated/sqlite/client";
import {
  type Filters,
  groupIds,
  isFiltered,
  matchingIds,
  neverReviewed,
  type Sql,
  type WorklistView,
  walkConditions,
} from "./worklist-matching";

const { sql, join, raw, empty } = Prisma;

/** A summary with the asker's own review of the patient. */
export interface ListedRow extends SummaryRow {
  readonly reviewedAt: string | null;
  readonly reviewSeen: string | null;
  readonly reviewRemission: string | null;
  readonly reviewVersion: number | null;
}

/** A number of patients, and whether counting stopped there. */
export interface Counted {
  readonly total: number;
  readonly more: boolean;
}

/** Counting a filtered list stops here; so many are also few enough to be sorted by themselves. */
export const COUNTED = 1_000;
const COUNTED_WHOLE = 10_000;

/** Sort field to column; each has an index on (siteId, column, patientId). */
const COLUMN = {
  name: "nameKey",
  mrn: "mrn",
  birthDate: "birthDate",
  lineage: "lineagePh",
  course: "phaseStart",
  dayZero: "dayZero",
  lastCount: "lastCountOn",
  wbc: "wbc",
  anc: "anc",
  hgb: "hgb",
  plt: "plt",
  lastMarrow: "lastMarrowOn",
  remission: "remission",
  milestone: "milestone",
  status: "status",
  nextDue: "nextDue",
  changed: "changedAt",
} as const satisfies Record<Exclude<WorklistSort, "reviewed">, keyof SummaryRow>;

const NEVER_NULL: ReadonlySet<WorklistSort> = new Set<WorklistSort>([
  "name",
  "mrn",
  "birthDate",
  "remission",
  "milestone",
  "changed",
]);

const LISTED = sql`s.*, r."at" AS "reviewedAt", r."seen" AS "reviewSeen", r."remission" AS "reviewRemission",
  r."version" AS "reviewVersion"`;

export interface Sorting {
  readonly field: WorklistSort;
  readonly descending: boolean;
}

export function sortingOf(sort: string): Sorting {
  const descending = sort.startsWith("-");
  return { field: (descending ? sort.slice(1) : sort) as WorklistSort, descending };
}

export const countQuery = (filters: Filters, view: WorklistView): Sql =>
  sql`SELECT count(*) AS "n" FROM (${matchingIds(filters, view, limitOf(filters) + 1)}) c`;

const limitOf = (filters: Filters) => (isFiltered(filters) ? COUNTED : COUNTED_WHOLE);

export async function countMatching(db: Db, filters: Filters, view: WorklistView): Promise<Counted> {
  const [row] = await db.$queryRaw<{ n: bigint | number }[]>(countQuery(filters, view));
  return capped(Number(row?.n ?? 0), limitOf(filters));
}

const capped = (found: number, limit: number): Counted => ({
  total: Math.min(found, limit),
  more: found > limit,
});

/** Every group counted in one query, no group further than its cap. */
export const groupCountsQuery = (view: WorklistView): Sql =>
  sql`SELECT ${join(
    WORKLIST_REASONS.map(
      (reason) =>
        sql`(SELECT count(*) FROM (${groupIds(reason, view, COUNTED + 1)}) c) AS ${raw(`"${reason}"`)}`,
    ),
  )}`;

export async function countGroups(db: Db, view: WorklistView): Promise<Record<WorklistReason, Counted>> {
  const [row] = await db.$queryRaw<Record<WorklistReason, bigint | number>[]>(groupCountsQuery(view));
  return Object.fromEntries(
    WORKLIST_REASONS.map((reason) => [reason, capped(Number(row?.[reason] ?? 0), COUNTED)]),
  ) as Record<WorklistReason, Counted>;
}

/** The first patients of each group, in its own order. */
export const groupHeadsQuery = (view: WorklistView, limit: number): Sql =>
  join(
    WORKLIST_REASONS.map(
      (reason) => sql`SELECT ${reason} AS "reason", "patientId" FROM (${groupIds(reason, view, limit)}) h`,
    ),
    " UNION ALL ",
  );

/** The patients are few and named: their site is asked of each row, not of an index that holds all of the site. */
export const rowsOfQuery = (ids: readonly string[], view: WorklistView): Sql =>
  sql`SELECT ${LISTED} FROM "PatientSummary" s
    LEFT JOIN "Review" r ON r."userId" = ${view.userId} AND r."patientId" = s."patientId"
    WHERE s."patientId" IN (${join(ids)}) AND s."siteId" || '' = ${view.siteId}`;

export async function rowsOf(db: Db, ids: readonly string[], view: WorklistView): Promise<ListedRow[]> {
  return ids.length === 0 ? [] : await listed(db, rowsOfQuery(ids, view));
}

/** Where a page begins: after this patient, whose value in the sorted column is this. */
export interface After {
  readonly patientId: string;
  readonly value: string | number | null;
  readonly nameKey: string;
}

/** The cursor is the last patient's id: no name or MRN stands in a URL. */
export async function cursorOf(
  db: Db,
  cursor: string | null,
  { field }: Sorting,
  view: WorklistView,
): Promise<After | null> {
  if (cursor === null || !/^[0-9a-zA-Z-]{1,64}$/.test(cursor)) return null;
  const [row] = await rowsOf(db, [cursor], view);
  if (row === undefined) return null;
  return afterRow(row, field);
}

/** The place just after a row in the order of a column. */
export const afterRow = (row: ListedRow, field: WorklistSort): After => ({
  patientId: row.patientId,
  value: field === "reviewed" ? row.reviewedAt : row[COLUMN[field]],
  nameKey: row.nameKey,
});

interface PageAsked {
  readonly filters: Filters;
  readonly view: WorklistView;
  readonly sorting: Sorting;
  readonly after: After | null;
  readonly take: number;
  /** At most `COUNTED` match: they are found first and sorted, else the sorted index is walked. */
  readonly few: boolean;
  readonly engine: Engine;
}

/** Rows with a value; those without come last in either direction and are their own query, so that both walk the index. */
export function pageQuery(asked: PageAsked): Sql {
  const { filters, view, sorting, after, take, few, engine } = asked;
  const { field, descending } = sorting;
  const value = field === "reviewed" ? raw('r."at"') : raw(`s."${COLUMN[field]}"`);
  const id = field === "reviewed" ? raw('r."patientId"') : raw('s."patientId"');
  const way = raw(descending ? "DESC" : "ASC");
  const rest = [
    ...(NEVER_NULL.has(field) ? [] : [sql`${value} IS NOT NULL`]),
    ...(after === null
      ? []
      : [sql`(${value}, ${id}) ${raw(descending ? "<" : ">")} (${after.value}, ${after.patientId})`]),
  ];
  const and = rest.length === 0 ? empty : sql`AND ${join(rest, " AND ")}`;
  const order = sql`ORDER BY ${value} ${way}, ${id} ${way} LIMIT ${take}`;
  if (few) return sql`${fewRows(filters, view)} ${and} ${order}`;
  if (field === "reviewed") {
    return sql`SELECT ${LISTED} FROM "Review" r CROSS JOIN "PatientSummary" s
      WHERE r."userId" = ${view.userId} AND r."siteId" = ${view.siteId} AND s."patientId" = r."patientId"
        AND ${walkConditions(filters, view)} ${and} ${order}`;
  }
  return sql`${walk(COLUMN[field], filters, view, engine)} ${and} ${order}`;
}

/** Rows without a value in the sorted column; those never reviewed by name. */
export function valuelessQuery(asked: PageAsked): Sql | null {
  const { filters, view, sorting, take, few, engine } = asked;
  const { field } = sorting;
  if (NEVER_NULL.has(field)) return null;
  const after = asked.after !== null && asked.after.value === null ? asked.after : null;
  const byName = field === "reviewed";
  const column = byName ? "nameKey" : COLUMN[field];
  // Not "r.at IS NULL": PostgreSQL takes that for a rare case and sorts the whole site.
  const none = byName ? neverReviewed(view.userId) : sql`s.${raw(`"${column}"`)} IS NULL`;
  const later =
    after === null
      ? empty
      : byName
        ? sql`AND (s."nameKey", s."patientId") > (${after.nameKey}, ${after.patientId})`
        : sql`AND s."patientId" > ${after.patientId}`;
  const rows = few ? fewRows(filters, view) : walk(column, filters, view, engine);
  return sql`${rows} AND ${none} ${later} ORDER BY s.${raw(`"${column}"`)}, s."patientId" LIMIT ${take}`;
}

const fewRows = (filters: Filters, view: WorklistView): Sql =>
  sql`WITH few AS MATERIALIZED (${matchingIds(filters, view, COUNTED + 1)})
    SELECT ${LISTED} FROM few CROSS JOIN "PatientSummary" s
    LEFT JOIN "Review" r ON r."userId" = ${view.userId} AND r."patientId" = s."patientId"
    WHERE s."patientId" = few."patientId" AND s."siteId" = ${view.siteId}`;

/** SQLite has no figures about our rows and would gladly sort half the table: it is told which index to walk. */
function walk(column: string, filters: Filters, view: WorklistView, engine: Engine): Sql {
  const by = engine === "sqlite" ? raw(`INDEXED BY "PatientSummary_siteId_${column}_patientId_idx"`) : empty;
  return sql`SELECT ${LISTED} FROM "PatientSummary" s ${by}
    LEFT JOIN "Review" r ON r."userId" = ${view.userId} AND r."patientId" = s."patientId"
    WHERE ${walkConditions(filters, view)}`;
}

/** The next rows of the list, one more than asked for where there are more. */
export async function nextRows(db: Db, asked: PageAsked): Promise<ListedRow[]> {
  const pastValues = asked.after !== null && asked.after.value === null;
  const valued = pastValues ? [] : await listed(db, pageQuery(asked));
  if (valued.length === asked.take) return valued;
  const rest = valuelessQuery({ ...asked, take: asked.take - valued.length });
  return rest === null ? valued : [...valued, ...(await listed(db, rest))];
}

export const askedFor = (
  input: Pick<WorklistInput, "sort" | "limit"> & Filters,
  view: WorklistView,
  found: Counted,
  engine: Engine,
): Omit<PageAsked, "after"> => ({
  filters: input,
  view,
  sorting: sortingOf(input.sort),
  take: input.limit + 1,
  few: isFiltered(input) && !found.more,
  engine,
});

/** Raw answers give some integers as bigint. */
async function listed(db: Db, query: Sql): Promise<ListedRow[]> {
  const rows = await db.$queryRaw<ListedRow[]>(query);
  return rows.map((row) => ({
    ...row,
    recurrence: Number(row.recurrence),
    unsettled: Number(row.unsettled),
    reviewVersion: row.reviewVersion === null ? null : Number(row.reviewVersion),
  }));
}
