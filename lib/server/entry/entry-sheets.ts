import "server-only";
import { z } from "zod";
import type { LocalDate } from "@/lib/branded";
import { addDays } from "@/lib/clinical/calendar";
import type { Sex } from "@/lib/clinical/record";
import type { EntrySheet, WardSheet } from "@/lib/contract/entry-sheet";
import { asOfNow, today } from "@/lib/server/clock";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { patientsOf } from "@/lib/server/door/visibility";
import { clinical, type PatientRows, recordOf, united } from "@/lib/server/patients/course-mapper";
import { policyAt, presentPolicy, sitePolicies } from "@/lib/server/patients/policy-in-force";
import { reportAnswers } from "@/lib/server/reports/report-list";
import { newestVersions } from "@/lib/server/reports/reports";
import type { Prisma } from "@/prisma/generated/sqlite/client";

/** A result this many days ago still makes somebody one of today's patients. */
const RECENT_DAYS = 14;
/** Reports this old are not read against a value of today: a rise of blasts looks back 14 days, the MCV 7. */
const CONTEXT_DAYS = 45;
/** More rows than a ward has beds. */
const WARD_LIMIT = 200;

/** Everything of some patients but their older reports; of a report that reaches in, every version. */
async function recentRows(db: Db, ids: readonly string[], from: LocalDate): Promise<PatientRows[]> {
  const recent = {
    ...clinical,
    reports: { where: { collectedOn: { gte: from } }, orderBy: { seq: "asc" } },
  } as const satisfies Prisma.PatientInclude;
  const found = await db.patient.findMany({
    where: { id: { in: [...ids] }, mergedInto: null },
    orderBy: [{ nameKey: "asc" }, { id: "asc" }],
    include: {
      site: { select: { timeZone: true, policies: { orderBy: { version: "asc" } } } },
      ...recent,
      absorbed: { include: recent, orderBy: { id: "asc" } },
    },
  });
  const patients = found.map(united);
  const reports = patients.flatMap((one) => one.reports);
  // A correction may have moved a report out of the window: without it the older version would pass for the newest.
  const moved = await db.report.findMany({
    where: {
      patientId: { in: [...new Set(reports.map(({ patientId }) => patientId))] },
      collectedOn: { lt: from },
      version: { gt: 1 },
    },
    orderBy: { seq: "asc" },
  });
  return patients.map((patient) => {
    const keys = new Set(patient.reports.map(({ reportKey }) => reportKey));
    return {
      ...patient,
      reports: [...patient.reports, ...moved.filter(({ reportKey }) => keys.has(reportKey))],
    };
  });
}

async function sheetOf(db: Db, rows: PatientRows, now: string, here: LocalDate): Promise<EntrySheet> {
  const { id, mrn, familyName, givenName, birthDate, sex } = rows;
  const todays = newestVersions(rows.reports).filter(
    ({ collectedOn, status }) => collectedOn === here && status !== "entered-in-error",
  );
  return {
    patient: { id, mrn, familyName, givenName, birthDate, sex: sex as Sex },
    record: recordOf(rows),
    reports: todays.length === 0 ? [] : await reportAnswers(db, rows, todays, now),
  };
}

const wardInput = z.strictObject({
  /** Patients with typed values that are not saved: on the page whatever else they are. */
  also: z.array(z.string().max(64)).max(1000).default([]),
});

/** Today's patients of the site, an active course or a result of the last days, ready to be typed for. */
export const readWard = operation({
  name: "entry.ward",
  kind: "read",
  permission: "patient:read",
  subject: null,
  input: wardInput,
  run: async ({ db, input, actor, now }) => {
    const here = today(now, actor.site.timeZone);
    const active = { withdrawnAt: null, start: { lte: here }, OR: [{ end: null }, { end: { gte: here } }] };
    const where = {
      AND: [
        patientsOf(actor),
        { mergedInto: null },
        {
          OR: [
            { courses: { some: active } },
            { summary: { lastReportOn: { gte: addDays(here, -RECENT_DAYS) } } },
          ],
        },
      ],
    };
    const [found, total, also, policies] = await Promise.all([
      db.patient.findMany({
        where,
        select: { id: true },
        orderBy: [{ nameKey: "asc" }, { id: "asc" }],
        take: WARD_LIMIT,
      }),
      db.patient.count({ where }),
      db.patient.findMany({
        where: { AND: [patientsOf(actor), { id: { in: input.also } }] },
        select: { id: true },
      }),
      sitePolicies(db, actor.site.id),
    ]);
    const ids = [...new Set([...found, ...also].map(({ id }) => id))];
    const rows = await recentRows(db, ids, addDays(here, -CONTEXT_DAYS));
    const sheets = await Promise.all(rows.map((one) => sheetOf(db, one, now, here)));
    const answer: WardSheet = { sheets, total, policy: presentPolicy(policies), today: here };
    return { answer, audit: { objectKind: "worklist", detail: { ids } } };
  },
});

/** One patient who is added to the ward's grid. */
export const readEntrySheet = operation({
  name: "entry.sheet",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: z.strictObject({}),
  run: async ({ db, id, actor, now }) => {
    const asOf = asOfNow(now, actor.site.timeZone);
    const [rows] = await recentRows(db, [id], addDays(asOf.date, -CONTEXT_DAYS));
    if (rows === undefined) throw new Error("The door has let in a patient who is not there.");
    const answer: WardSheet = {
      sheets: [await sheetOf(db, rows, now, asOf.date)],
      total: 1,
      policy: policyAt(rows.site.policies, asOf.instant),
      today: asOf.date,
    };
    return { answer, audit: {} };
  },
});
