import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Instant } from "@/lib/branded";
import { assess } from "@/lib/clinical/assess";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import { asOfInstant } from "@/lib/clinical/zone";
import { today } from "@/lib/server/clock";
import { verifyAudit } from "@/lib/server/door/audit";
import { patientRows, recordOf } from "@/lib/server/patients/course-mapper";
import { reassessPage } from "@/lib/server/patients/reassess";
import { verifyReports } from "@/lib/server/reports/report-writer";
import { passwordFits } from "@/lib/server/session/password";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { milestoneToday } from "@/lib/server/worklist/worklist-row";
import { DEMO_PASSWORD, DEMO_USERS } from "@/prisma/demo/demo-sites";
import { makeMore } from "@/prisma/demo/make-more";
import { seedDemo } from "@/prisma/demo/seed-demo";
import { STORIES } from "@/prisma/demo/stories";
import { setDatabase } from "./db";
import { markDemo } from "./demo-mark";

const directory = mkdtempSync(join(tmpdir(), "day29-demo-"));
Object.assign(process.env, { DAY29_DATA_DIR: directory, DAY29_DEMO: "1" });
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function opened(): Promise<FreshDatabase & { restore: () => void }> {
  const database = await freshDatabase();
  const { prisma, engine } = database;
  return { ...database, restore: setDatabase({ prisma, engine, close: () => database.close() }) };
}

/** Everything that a second seed could double or change, in an order of its own. */
async function rowsOf({ prisma }: FreshDatabase): Promise<string> {
  const order = { orderBy: { id: "asc" } } as const;
  return JSON.stringify([
    await prisma.site.findMany(order),
    await prisma.user.findMany(order),
    await prisma.patient.findMany(order),
    await prisma.course.findMany(order),
    await prisma.support.findMany(order),
    await prisma.extramedullary.findMany(order),
    await prisma.report.findMany({ orderBy: { seq: "asc" } }),
    await prisma.auditEntry.findMany({ orderBy: { seq: "asc" } }),
    await prisma.patientSummary.findMany({ orderBy: { patientId: "asc" } }),
    await prisma.chainHead.findMany({ orderBy: { chain: "asc" } }),
  ]);
}

const sound = async ({ prisma }: FreshDatabase) => [
  (await verifyAudit(prisma)).ok,
  (await verifyReports(prisma)).ok,
];

describe("a seeded database", () => {
  let database: Awaited<ReturnType<typeof opened>>;
  const now = "2026-11-22T18:00:00.000Z";
  beforeAll(async () => {
    database = await opened();
    await database.prisma
      .$executeRaw`INSERT INTO "_day29_marks" ("name", "at") VALUES ('demo-begun', ${now})`;
    await seedDemo(database.url, { now: () => now });
  }, 120_000);
  afterAll(async () => {
    database.restore();
    await database.close();
  });

  test("has every story on the worklist with the verdicts it promises", async () => {
    for (const { site, patient, expected } of STORIES) {
      const row = await database.prisma.patientSummary.findFirstOrThrow({
        where: { siteId: site, mrn: patient.mrn },
        include: { patient: { include: { site: true } } },
      });
      const here = today(now, row.patient.site.timeZone);
      const shown = { remission: row.remission, milestone: milestoneToday(row, here) };
      expect([patient.givenName, shown]).toEqual([
        patient.givenName,
        { remission: expected.remission, milestone: expected.milestone },
      ]);
    }
  });

  test("has unbroken chains, and an audit entry for each patient without a clinical value", async () => {
    expect(await sound(database)).toEqual([true, true]);
    const entries = await database.prisma.auditEntry.findMany({ where: { patientId: { not: null } } });
    expect(entries).toHaveLength(STORIES.length);
    for (const { action, detail } of entries) {
      expect(action).toBe("demo.seed");
      expect(Object.keys(JSON.parse(detail ?? "{}"))).toEqual(["story", "reports"]);
    }
  });

  test("lets in the five demo sign-ins, each at their sites", async () => {
    for (const { email, memberships } of DEMO_USERS) {
      const user = await database.prisma.user.findUniqueOrThrow({
        where: { email },
        include: { memberships: true },
      });
      expect(await passwordFits(user.passwordHash, DEMO_PASSWORD)).toBe(true);
      expect(user.memberships.map(({ siteId, role }) => ({ siteId, role }))).toEqual(memberships);
    }
  });

  test("keeps reports in the order in which they became known, entered by the nurse of the site", async () => {
    const nurse = await database.prisma.user.findUniqueOrThrow({ where: { email: "nurse@south.example" } });
    const patient = await database.prisma.patient.findFirstOrThrow({ where: { givenName: "Priya" } });
    const reports = await database.prisma.report.findMany({
      where: { patientId: patient.id },
      orderBy: { seq: "asc" },
    });
    const moments = reports.map(({ knownSince }) => knownSince);
    expect(moments).toEqual([...moments].sort());
    expect(new Set(reports.map(({ author }) => author))).toEqual(new Set([nurse.id]));
    const [corrected] = reports.filter(({ version }) => version === 2);
    expect(corrected).toMatchObject({ status: "corrected", reason: "typing-error" });
    expect(corrected?.note).toContain("g/L");
  });

  test("seeded again, also with its mark lost, keeps the same rows", async () => {
    const before = await rowsOf(database);
    expect(await seedDemo(database.url)).toEqual({ finishedBefore: true, made: 0, found: STORIES.length });
    await database.prisma.$executeRaw`DELETE FROM "_day29_marks" WHERE "name" = 'demo-done'`;
    expect(await seedDemo(database.url)).toEqual({ finishedBefore: false, made: 0, found: STORIES.length });
    expect(await rowsOf(database)).toBe(before);
  });

  test("has summaries that a rebuild finds nothing to mend in", async () => {
    let after: string | null = null;
    let checked = 0;
    do {
      const page = await reassessPage(after, now, 7);
      expect(page.differences).toEqual([]);
      checked += page.checked;
      after = page.next;
    } while (after !== null);
    expect(checked).toBe(STORIES.length);
  });

  test("a summary that is wrong or lost is named by its fields, mended, and the mending is audited", async () => {
    const [wrong, lost] = await database.prisma.patientSummary.findMany({
      where: { remission: "met" },
      take: 2,
      orderBy: { patientId: "asc" },
    });
    if (wrong === undefined || lost === undefined) throw new Error("Two stories end in remission.");
    const display = JSON.stringify({ ...JSON.parse(wrong.display), remissionSentence: "?" });
    await database.prisma.patientSummary.update({
      where: { patientId: wrong.patientId },
      data: { remission: "not-met", plt: 1, display },
    });
    await database.prisma.patientSummary.delete({ where: { patientId: lost.patientId } });
    const { differences } = await reassessPage(null, now);
    const found = new Map(differences.map(({ patientId, fields }) => [patientId, fields]));
    expect(found).toEqual(
      new Map([
        [wrong.patientId, ["plt", "remission", "display.remissionSentence"]],
        [lost.patientId, ["missing"]],
      ]),
    );
    expect((await reassessPage(null, now)).differences).toEqual([]);
    const audited = await database.prisma.auditEntry.findMany({
      where: { action: "summary.reassess", patientId: wrong.patientId },
    });
    expect(audited.map(({ detail }) => detail)).toEqual([
      JSON.stringify({ fields: ["plt", "remission", "display.remissionSentence"] }),
    ]);
    expect(await sound(database)).toEqual([true, true]);
  });
});

test("as many more as wanted are made, again and again, with what a rebuild would make of them", async () => {
  const database = await opened();
  try {
    await seedDemo(database.url);
    const steps: number[] = [];
    const first = await makeMore({ patients: 130, reports: 19 }, ({ patients }) => steps.push(patients));
    expect(first).toEqual({ patients: 130, reports: 130 * 19 });
    expect(steps).toEqual([105, 130]);
    await makeMore({ patients: 5, reports: 7 });
    const { prisma } = database;
    expect(await prisma.patient.count()).toBe(STORIES.length + 135);
    const mrns = await prisma.patient.findMany({
      where: { mrn: { startsWith: "9" } },
      orderBy: { mrn: "asc" },
    });
    expect(mrns.map(({ mrn }) => mrn)).toEqual(
      Array.from({ length: 135 }, (_, index) => `9000-${1000 + index}`),
    );
    expect(await sound(database)).toEqual([true, true]);
    const now = new Date().toISOString();
    expect((await reassessPage(null, now, 1_000)).differences).toEqual([]);
  } finally {
    database.restore();
    await database.close();
  }
}, 120_000);

describe("a seed that is stopped in the middle", () => {
  test("leaves no half patient, and the next run, days later, completes it without a double", async () => {
    const database = await opened();
    try {
      const stop = new Error("killed");
      const begun = "2026-11-22T18:00:00.000Z";
      await database.prisma
        .$executeRaw`INSERT INTO "_day29_marks" ("name", "at") VALUES ('demo-begun', ${begun})`;
      const eachPatient = ({ key }: { key: string }) => {
        // Thrown inside the patient's own transaction, with everything of it already written.
        if (key === STORIES[4]?.key) throw stop;
      };
      await expect(seedDemo(database.url, { now: () => begun, eachPatient })).rejects.toBe(stop);
      expect(await database.prisma.patient.count()).toBe(4);
      expect(await database.prisma.patientSummary.count()).toBe(4);
      expect(await sound(database)).toEqual([true, true]);

      const done = await seedDemo(database.url, { now: () => "2026-11-25T07:00:00.000Z" });
      expect(done).toEqual({ finishedBefore: false, made: STORIES.length - 4, found: 4 });
      expect(await database.prisma.patient.count()).toBe(STORIES.length);
      expect(await database.prisma.user.count()).toBe(DEMO_USERS.length);
      expect(await sound(database)).toEqual([true, true]);
      // All of them still count back from the day the first run began.
      for (const { id, mrn } of await database.prisma.patient.findMany()) {
        const record = recordOf(await patientRows(database.prisma, id));
        const asOf = asOfInstant(Date.parse(begun) as Instant, record.patient.timeZone);
        const { remission, milestone } = assess(record, asOf, DEFAULT_POLICY);
        const story = STORIES.find(({ patient }) => patient.mrn === mrn);
        expect([remission.verdict, milestone.state]).toEqual([
          story?.expected.remission,
          story?.expected.milestone,
        ]);
      }
    } finally {
      database.restore();
      await database.close();
    }
  }, 120_000);

  test("never enters somebody's own database", async () => {
    const database = await opened();
    try {
      await database.prisma.user.create({
        data: {
          id: "u",
          email: "somebody@hospital.example",
          name: "Somebody",
          passwordHash: "-",
          createdAt: "2026-11-22T18:00:00.000Z",
        },
      });
      await expect(seedDemo(database.url)).rejects.toThrow("in use and was not made with the demo");
      expect(await database.prisma.patient.count()).toBe(0);
      await markDemo(database.url, "done");
      expect((await seedDemo(database.url)).finishedBefore).toBe(true);
    } finally {
      database.restore();
      await database.close();
    }
  });
});
