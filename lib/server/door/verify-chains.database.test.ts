import { spawnSync } from "node:child_process";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Instant, LocalDate } from "@/lib/branded";
import { judgeReport } from "@/lib/clinical/judge";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import type { ReportVersion } from "@/lib/clinical/record";
import { transaction } from "@/lib/server/database/db";
import { env } from "@/lib/server/env";
import { patientRows, recordOf } from "@/lib/server/patients/course-mapper";
import { insertPatient } from "@/lib/server/patients/patients";
import { appendReports, verifyReports } from "@/lib/server/reports/report-writer";
import {
  openTestHospital,
  TEST_NOW,
  TEST_SITES,
  type TestHospital,
} from "@/lib/server/testing/test-hospital";
import { appendAudit, verifyAudit } from "./audit";

let hospital: TestHospital;
let patientId: string;
const site = TEST_SITES.north.id;
const author = `nurse-${site}`;

beforeAll(async () => {
  hospital = await openTestHospital();
  const patient = {
    mrn: "C-1",
    studyCode: null,
    familyName: "Chain",
    givenName: "Of",
    birthDate: "1992-03-01",
    sex: "female",
  } as const;
  const row = await transaction((tx) => insertPatient(tx, patient, { siteId: site, author, now: TEST_NOW }));
  patientId = row.id;
  await transaction((tx) => append(tx, 7));
  await transaction((tx) =>
    appendAudit(
      tx,
      Array.from({ length: 7 }, (_, index) => ({
        at: TEST_NOW,
        actorId: author,
        actorName: "nurse",
        sessionId: null,
        siteId: site,
        action: "patient.read",
        outcome: "done",
        objectKind: "patient",
        objectId: patientId,
        objectVersion: null,
        patientId,
        detail: JSON.stringify({ place: index }),
        reason: null,
        requestId: newId(),
      })),
    ),
  );
  // Whoever can tamper has first taken the triggers away; the chain is what is left to tell.
  for (const table of ["Report", "AuditEntry"]) await dropTriggers(table);
});
afterAll(() => hospital.close());

async function append(tx: Parameters<typeof appendReports>[0], count: number): Promise<void> {
  const record = recordOf(await patientRows(tx, patientId));
  const versions = Array.from({ length: count }, (_, index) => {
    const report: ReportVersion = {
      reportId: newId(),
      version: 1,
      specimen: "blood",
      accession: null,
      subId: null,
      collected: { date: "2026-03-31" as LocalDate, minute: 500 + index },
      receivedAt: Date.parse(TEST_NOW) as Instant,
      status: "final",
      adequate: true,
      results: [
        {
          analyte: "HGB",
          text: `${10 + index}.4 – “é” 'x'`,
          unit: "g/dL",
          interval: null,
          intervalUnit: null,
          sensitivity: null,
          confirmed: false,
          setAside: null,
        },
      ],
    };
    const judged = judgeReport(report, record, DEFAULT_POLICY);
    const provenance = {
      patientId,
      siteId: site,
      source: "entered",
      collectedAt: `2026-03-31T07:${String(20 + index)}:00.000Z`,
      receivedAt: TEST_NOW,
      author,
      reason: null,
      note: index === 3 ? 'A note with "quotes", \\ and a line\nbreak' : null,
      batchId: null,
    };
    return { judged, provenance };
  });
  await appendReports(tx, versions);
}

async function dropTriggers(table: string): Promise<void> {
  const { prisma, engine } = hospital.database;
  const names =
    engine === "sqlite"
      ? await prisma.$queryRawUnsafe<{ name: string }[]>(
          `SELECT "name" FROM sqlite_schema WHERE "type" = 'trigger' AND "tbl_name" = '${table}'`,
        )
      : await prisma.$queryRawUnsafe<{ name: string }[]>(
          `SELECT tgname::text AS "name" FROM pg_trigger WHERE tgrelid = '"${table}"'::regclass AND NOT tgisinternal`,
        );
  expect(names.length).toBeGreaterThan(0);
  for (const { name } of names) {
    await prisma.$executeRawUnsafe(
      engine === "sqlite" ? `DROP TRIGGER "${name}"` : `DROP TRIGGER "${name}" ON "${table}"`,
    );
  }
}

/** Does something to the table, looks, and undoes it. */
async function lookAfter(chain: keyof typeof CHAINS, sql: string, undo: string) {
  const { prisma } = hospital.database;
  expect(await prisma.$executeRawUnsafe(sql)).toBe(1);
  const found = await CHAINS[chain].verify(prisma);
  await prisma.$executeRawUnsafe(undo);
  expect((await CHAINS[chain].verify(prisma)).ok).toBe(true);
  return found;
}

const CHAINS = {
  report: { table: "Report", verify: verifyReports },
  audit: { table: "AuditEntry", verify: verifyAudit },
} as const;

test("what was written holds, whatever characters are in it", async () => {
  expect(await verifyReports(hospital.database.prisma)).toEqual({ ok: true, checked: 7, firstBad: null });
  expect(await verifyAudit(hospital.database.prisma)).toEqual({ ok: true, checked: 7, firstBad: null });
});

describe.each(["report", "audit"] as const)("the %s chain", (chain) => {
  const { table } = CHAINS[chain];
  const text = chain === "report" ? "results" : "detail";

  test("names the row in which a value was changed", async () => {
    const swap = (from: string, to: string) =>
      `UPDATE "${table}" SET "${text}" = replace("${text}", '${from}', '${to}') WHERE "seq" = 4`;
    const [from, to] = chain === "report" ? ["13.4", "14.3"] : ["3", "8"];
    expect(await lookAfter(chain, swap(from, to), swap(to, from))).toEqual({
      ok: false,
      checked: 3,
      firstBad: 4,
    });
  });

  test("names the place of a row that is gone, in the middle and at the end", async () => {
    for (const seq of [2, 7]) {
      const away = `UPDATE "${table}" SET "seq" = 70 WHERE "seq" = ${seq}`;
      const back = `UPDATE "${table}" SET "seq" = ${seq} WHERE "seq" = 70`;
      const found = await lookAfter(chain, away, back);
      expect(found).toMatchObject({ ok: false, firstBad: seq });
    }
  });

  test("names the first of two rows that changed places", async () => {
    const { prisma } = hospital.database;
    const swap = () =>
      transaction(async (tx) => {
        await tx.$executeRawUnsafe(`UPDATE "${table}" SET "seq" = 70 WHERE "seq" = 5`);
        await tx.$executeRawUnsafe(`UPDATE "${table}" SET "seq" = 5 WHERE "seq" = 6`);
        await tx.$executeRawUnsafe(`UPDATE "${table}" SET "seq" = 6 WHERE "seq" = 70`);
      });
    await swap();
    expect(await CHAINS[chain].verify(prisma)).toMatchObject({ ok: false, firstBad: 5 });
    await swap();
    expect((await CHAINS[chain].verify(prisma)).ok).toBe(true);
  });
});

/** What `npm run audit:verify` says and ends with. */
function verifyScript(): { code: number | null; said: string[] } {
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/verify-audit.ts"],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        DATABASE_URL: hospital.database.url,
        DAY29_RECORD_KEY: env().recordKey.toString("hex"),
      },
    },
  );
  return { code: status, said: stdout.trim().split("\n") };
}

test("a tail that was cut off is noticed by the head, and npm run audit:verify names the place and fails", async () => {
  const { prisma } = hospital.database;
  expect(verifyScript()).toEqual({
    code: 0,
    said: ["audit: all 7 entries hold.", "report: all 7 entries hold."],
  });
  await prisma.$executeRawUnsafe(`DELETE FROM "Report" WHERE "seq" > 5`);
  expect(await verifyReports(prisma)).toEqual({ ok: false, checked: 5, firstBad: 6 });
  expect(verifyScript()).toEqual({
    code: 1,
    said: [
      "audit: all 7 entries hold.",
      "report: sequence number 6 is missing, changed or out of place; the 5 before it hold.",
    ],
  });
}, 60_000);
