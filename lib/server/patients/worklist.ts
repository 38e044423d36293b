import "server-only";
import type { LocalDate } from "@/lib/branded";
import type { MilestoneState, RemissionVerdict } from "@/lib/clinical/assessment";
import { ageInYears, daysBetween, protocolDay } from "@/lib/clinical/calendar";
import type { CoursePhase } from "@/lib/clinical/record";
import {
  type Page,
  type WorklistInput,
  type WorklistRow,
  type WorklistSort,
  worklistInput,
} from "@/lib/contract/worklist";
import { today } from "@/lib/server/clock";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { patientsOf } from "@/lib/server/door/visibility";
import type { Prisma } from "@/prisma/generated/sqlite/client";
import type { SummaryDisplay } from "./patient-summary";
import { presentVersion } from "./policy-in-force";

type SummaryRow = Prisma.PatientSummaryGetPayload<object>;

/** Sort field to column; every one has an index on (siteId, column). */
const COLUMN = {
  name: "nameKey",
  mrn: "mrn",
  birthDate: "birthDate",
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
  changed: "changedAt",
} as const satisfies Record<WorklistSort, keyof SummaryRow>;

export const listPatients = operation({
  name: "patients.list",
  kind: "read",
  permission: "patient:read",
  subject: null,
  input: worklistInput,
  run: async ({ db, input, actor, now }) => {
    const here = today(now, actor.site.timeZone);
    const where: Prisma.PatientSummaryWhereInput = {
      AND: [patientsOf(actor), ...filterOf(input, here)],
    };
    const [rows, total, policy] = await Promise.all([
      page(db, where, input),
      db.patientSummary.count({ where }),
      presentVersion(db, actor.site.id),
    ]);
    const items = rows.slice(0, input.limit).map((row) => worklistRow(row, here, policy));
    const next = rows.length > input.limit ? (items.at(-1)?.id ?? null) : null;
    const answer: Page<WorklistRow> = { items, next, total };
    return {
      answer,
      audit: { objectKind: "worklist", detail: { filter: input, ids: items.map((item) => item.id) } },
    };
  },
});

/** States that depend on today are dates compared in the query: nothing stored goes stale overnight. */
function filterOf(input: WorklistInput, here: LocalDate): Prisma.PatientSummaryWhereInput[] {
  return [
    input.remission === null ? {} : remissionFilter(input.remission, here),
    input.milestone === null ? {} : milestoneFilter(input.milestone, here),
    input.recurrence === null ? {} : { recurrence: 1 },
  ];
}

/** Not applicable only until the planned course starts; from then on there is simply no marrow yet. */
function remissionFilter(verdict: RemissionVerdict, here: LocalDate): Prisma.PatientSummaryWhereInput {
  const planned = { remission: "not-applicable" };
  switch (verdict) {
    case "not-applicable":
      return { ...planned, OR: [{ dayZero: null }, { dayZero: { gt: here } }] };
    case "indeterminate":
      return { OR: [{ remission: verdict }, { ...planned, dayZero: { lte: here } }] };
    default:
      return { remission: verdict };
  }
}

function remissionToday(row: SummaryRow, here: LocalDate): RemissionVerdict {
  const started = row.dayZero !== null && row.dayZero <= here;
  return row.remission === "not-applicable" && started
    ? "indeterminate"
    : (row.remission as RemissionVerdict);
}

function milestoneFilter(state: MilestoneState, here: LocalDate): Prisma.PatientSummaryWhereInput {
  const open = { milestone: "open" };
  switch (state) {
    case "not-started":
      return { ...open, OR: [{ dayZero: null }, { dayZero: { gt: here } }] };
    case "upcoming":
      return { ...open, dayZero: { lte: here }, windowOpens: { gt: here } };
    case "awaiting-sample":
      return { ...open, windowOpens: { lte: here }, windowCloses: { gte: here } };
    case "missed":
      return { ...open, windowCloses: { lt: here } };
    default:
      return { milestone: state };
  }
}

/**
 * One row more than asked for, from after the cursor. Rows without a value come last either way; they are their own
 * query, so that both halves walk the index. The cursor is the last patient's id: no name or MRN stands in a URL.
 */
async function page(
  db: Db,
  where: Prisma.PatientSummaryWhereInput,
  input: WorklistInput,
): Promise<SummaryRow[]> {
  const descending = input.sort.startsWith("-");
  const column = COLUMN[(descending ? input.sort.slice(1) : input.sort) as WorklistSort];
  const order = descending ? "desc" : "asc";
  const last =
    input.cursor === null || !/^[0-9a-zA-Z-]{1,64}$/.test(input.cursor)
      ? null
      : await db.patientSummary.findFirst({ where: { AND: [where, { patientId: input.cursor }] } });
  const lastValue = last?.[column] ?? null;
  const take = input.limit + 1;
  const beyond = descending ? "lt" : "gt";
  const after: Prisma.PatientSummaryWhereInput =
    last === null
      ? {}
      : {
          OR: [
            { [column]: { [beyond]: lastValue } },
            { [column]: lastValue, patientId: { gt: last.patientId } },
          ],
        };
  const valued =
    last !== null && lastValue === null
      ? []
      : await db.patientSummary.findMany({
          where: { AND: [where, NULLABLE.has(column) ? { NOT: { [column]: null } } : {}, after] },
          orderBy: [{ [column]: order }, { patientId: "asc" }],
          take,
        });
  if (valued.length === take || !NULLABLE.has(column)) return valued;
  const afterNull = last !== null && lastValue === null ? { patientId: { gt: last.patientId } } : {};
  const unvalued = await db.patientSummary.findMany({
    where: { AND: [where, { [column]: null }, afterNull] },
    orderBy: { patientId: "asc" },
    take: take - valued.length,
  });
  return [...valued, ...unvalued];
}

const NULLABLE: ReadonlySet<string> = new Set([
  "dayZero",
  "lastCountOn",
  "wbc",
  "anc",
  "hgb",
  "plt",
  "lastMarrowOn",
  "status",
]);

/** The stored milestone, or where it is open what today makes of its dates. */
export function milestoneToday(
  row: Pick<SummaryRow, "milestone" | "dayZero" | "windowOpens" | "windowCloses">,
  here: LocalDate,
): MilestoneState {
  if (row.milestone !== "open") return row.milestone as MilestoneState;
  if (row.dayZero === null || row.windowOpens === null || row.windowCloses === null || row.dayZero > here)
    return "not-started";
  if (here < row.windowOpens) return "upcoming";
  return here <= row.windowCloses ? "awaiting-sample" : "missed";
}

/** A summary as the list shows it on a day. */
export function worklistRow(row: SummaryRow, here: LocalDate, policy: string): WorklistRow {
  const display = JSON.parse(row.display) as SummaryDisplay;
  const milestone = milestoneToday(row, here);
  const { familyName, givenName, sex, counts, trend, marrow, remissionSentence, milestoneSentence } = display;
  return {
    id: row.patientId,
    mrn: row.mrn,
    familyName,
    givenName,
    birthDate: row.birthDate,
    ageYears: ageInYears(row.birthDate as LocalDate, here),
    sex,
    phase: row.phase as CoursePhase | null,
    protocolDay: row.phaseStart === null ? null : protocolDay(row.phaseStart as LocalDate, here),
    lastCountOn: row.lastCountOn,
    counts,
    trend,
    lastMarrowOn: row.lastMarrowOn,
    marrow,
    remission: remissionToday(row, here),
    remissionSentence,
    milestone,
    milestoneSentence: openSentence(milestone, row, here) ?? milestoneSentence,
    // Absent in a row that an earlier release made.
    status: display.status ?? null,
    recurrence: row.recurrence === 1,
    lineage: display.lineage ?? null,
    philadelphia: display.philadelphia ?? null,
    nextDue: row.nextDue,
    outdatedPolicy: row.policyVersion === policy ? null : row.policyVersion,
    changedAt: row.changedAt,
  };
}

/** "Day 31 of 29–36 · 5 d left": what an open milestone says today. */
function openSentence(state: MilestoneState, row: SummaryRow, here: LocalDate): string | null {
  if (
    row.milestone !== "open" ||
    row.dayZero === null ||
    row.windowOpens === null ||
    row.windowCloses === null
  )
    return null;
  const [zero, opens, closes] = [
    row.dayZero as LocalDate,
    row.windowOpens as LocalDate,
    row.windowCloses as LocalDate,
  ];
  const window = `${protocolDay(zero, opens)}–${protocolDay(zero, closes)}`;
  const left = daysBetween(here, closes);
  switch (state) {
    case "upcoming":
      return `opens in ${daysBetween(here, opens)} d`;
    case "awaiting-sample":
      return left === 0
        ? `last day of ${window}`
        : `Day ${protocolDay(zero, here)} of ${window} · ${left} d left`;
    case "missed":
      return `no marrow in Day ${window}`;
    default:
      return null;
  }
}
