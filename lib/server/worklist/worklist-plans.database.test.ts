import { afterAll, beforeAll, expect, test } from "vitest";
import { today } from "@/lib/server/clock";
import { fillSite } from "@/lib/server/testing/large-site";
import { wholeTable } from "@/lib/server/testing/query-plan";
import {
  openTestHospital,
  TEST_NOW,
  TEST_SITES,
  type TestHospital,
} from "@/lib/server/testing/test-hospital";
import { worklistQueries } from "@/lib/server/testing/worklist-queries";
import type { WorklistView } from "@/lib/server/worklist/worklist-matching";
import { Prisma } from "@/prisma/generated/sqlite/client";

let hospital: TestHospital;
const { id: siteId, timeZone } = TEST_SITES.north;
const view: WorklistView = { siteId, userId: `oncologist-${siteId}`, here: today(TEST_NOW, timeZone) };

beforeAll(async () => {
  hospital = await openTestHospital();
  const { prisma, engine } = hospital.database;
  // PostgreSQL rightly reads a small table whole rather than look up hundreds of its rows one by one.
  await fillSite(prisma, engine === "postgresql" ? 25_000 : 6_000, {
    siteId,
    reviewer: view.userId,
    here: view.here,
  });
  if (engine === "postgresql") await prisma.$executeRawUnsafe("VACUUM ANALYZE");
}, 120_000);
afterAll(() => hospital.close());

test("no query of the worklist walks all of a site: every sort, page, filter, group and count uses an index", async () => {
  const { prisma, engine } = hospital.database;
  const queries = await worklistQueries(prisma, engine, view);
  expect(queries.length).toBeGreaterThan(150);
  const walking: string[] = [];
  for (const { name, query } of queries)
    if ((await wholeTable(prisma, engine, query)).whole) walking.push(name);
  expect(walking).toEqual([]);
}, 120_000);

test("a query without an index would be found out", async () => {
  const { prisma, engine } = hospital.database;
  const query = Prisma.sql`SELECT s.* FROM "PatientSummary" s WHERE s."marrowBlasts" > ${1}`;
  expect((await wholeTable(prisma, engine, query)).whole).toBe(true);
});
