import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { LiveChange, LiveEvents } from "@/lib/contract/live";
import { AppError } from "@/lib/errors";
import { transaction } from "@/lib/server/database/db";
import type { Asker } from "@/lib/server/door/actor";
import { operation } from "@/lib/server/door/operation";
import { saveDraft } from "@/lib/server/entry/drafts";
import { createPatient } from "@/lib/server/patients/patients";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { recordReport } from "@/lib/server/reports/reports";
import { switchSite } from "@/lib/server/session/me";
import { revokeSession } from "@/lib/server/session/sign-in";
import { openTestHospital, TEST_SITES, type TestHospital } from "@/lib/server/testing/test-hospital";
import { announceWithin } from "./announce";
import { live, setLive, startLive } from "./live";
import type { LiveHub, Reader } from "./live-hub";
import { tellPresence } from "./presence";

let hospital: TestHospital;
let patient: string;
let restore: () => Promise<void>;
/** The hub of another process; on SQLite there is none. */
let elsewhere: ReturnType<typeof startLive> | null = null;
const postgresql = process.env.DAY29_TEST_ENGINE === "postgresql";
const urlOf = () => (postgresql ? hospital.database.url : null);

beforeAll(async () => {
  hospital = await openTestHospital();
  const sound = {
    mrn: "LIVE-1",
    familyName: "Familyname",
    givenName: "Givenname",
    birthDate: "1990-01-01",
    sex: "female",
  };
  patient = (await createPatient(hospital.asker("nurse"), { input: sound })).id;
});
afterAll(() => hospital.close());
beforeEach(async () => {
  const own = startLive(urlOf());
  restore = setLive(own);
  elsewhere = postgresql ? startLive(urlOf()) : null;
  await Promise.all([own.heard, elsewhere?.heard]);
});
afterEach(async () => {
  await restore();
  await elsewhere?.close();
});

/** Somebody who is signed in: with a row of their own. */
async function signedIn(role: "nurse" | "oncologist", site: "north" | "south" = "north"): Promise<Asker> {
  const asker = hospital.asker(role, site);
  const now = new Date().toISOString();
  const id = `live-${crypto.randomUUID()}`;
  await hospital.database.prisma.session.create({
    data: {
      id,
      userId: asker.actor.userId,
      siteId: TEST_SITES[site].id,
      credentialVersion: 1,
      createdAt: now,
      lastSeenAt: now,
    },
  });
  return { ...asker, actor: { ...asker.actor, sessionId: id } };
}

function reading(asker: Asker, hub: LiveHub = live()) {
  const heard: { name: keyof LiveEvents; data: unknown }[] = [];
  const state = { ended: false };
  const reader: Reader = {
    actor: asker.actor,
    send: (name, data) => heard.push({ name, data }),
    end: () => {
      state.ended = true;
      hub.remove(reader);
    },
  };
  hub.add(reader, null);
  return {
    heard,
    state,
    changes: () => heard.flatMap(({ name, data }) => (name === "change" ? (data as LiveChange) : [])),
  };
}

const count = (text: string) => ({
  specimen: "blood",
  collected: "2026-04-01T08:30",
  accession: crypto.randomUUID(),
  results: [{ analyte: "HGB", text, unit: "g/dL" }],
});
const enter = (asker: Asker, text: string) => recordReport(asker, { id: patient, input: count(text) });
const soon = { timeout: 10_000, interval: 10 };

test("a committed report is told to the site, in every process, with no name and no value; to another site never", async () => {
  const nurse = await signedIn("nurse");
  const readers = [
    reading(await signedIn("oncologist")),
    ...(elsewhere ? [reading(await signedIn("oncologist"), elsewhere.hub)] : []),
  ];
  const [self, south] = [reading(nurse), reading(await signedIn("oncologist", "south"))];
  const { id } = await enter(nurse, "12.4");
  for (const one of [...readers, self]) await expect.poll(one.changes, soon).toHaveLength(1);
  for (const one of readers) {
    expect(one.changes()[0]).toMatchObject({
      what: "report.record",
      patients: [patient],
      total: 1,
      report: { key: id, version: 1 },
      by: nurse.actor.userId,
    });
    expect(JSON.stringify(one.heard)).not.toMatch(/Familyname|Givenname|LIVE-1|12\.4|HGB|nurse North/);
  }
  expect(self.changes()[0]?.by).toBe("you");
  expect(south.changes()).toEqual([]);
});

test("a correction is told with its version; a refused one, a draft and work that is undone are not told", async () => {
  const nurse = await signedIn("nurse");
  const colleague = reading(await signedIn("oncologist"));
  const report = await enter(nurse, "11.1");
  const correction = { reason: "typing-error", results: count("11.7").results };
  await expect(correctReport(nurse, { id: report.id, ifMatch: 7, input: correction })).rejects.toMatchObject({
    code: "conflict",
  });
  const undone = operation({
    name: "report.undone",
    kind: "write",
    versioned: false,
    permission: "report:write",
    subject: "patient",
    input: z.strictObject({}),
    run: async ({ tx, id }) => {
      await tx.patient.update({ where: { id }, data: { givenName: "Undone" } });
      throw new AppError("conflict", "Undone.");
    },
  });
  await expect(undone(nurse, { id: patient })).rejects.toThrow();
  await saveDraft(nurse, { id: `patient-${patient}-blood`, ifMatch: 0, input: { rows: [] } });
  await correctReport(nurse, { id: report.id, ifMatch: 1, input: correction });
  await expect.poll(() => colleague.changes().length, soon).toBe(2);
  expect(colleague.changes()).toMatchObject([
    { what: "report.record", report: { key: report.id, version: 1 } },
    { what: "report.correct", report: { key: report.id, version: 2 } },
  ]);
});

test("a transaction that is undone after it has told of itself has told nobody, nor has one whose audit cannot be written", async () => {
  const nurse = await signedIn("nurse");
  const colleague = reading(await signedIn("oncologist"));
  const { prisma } = hospital.database;
  const head = await prisma.chainHead.findUniqueOrThrow({ where: { chain: "audit" } });
  await prisma.chainHead.delete({ where: { chain: "audit" } });
  await expect(enter(nurse, "9.1")).rejects.toThrow();
  await prisma.chainHead.create({ data: head });
  const undone = transaction(async (tx) => {
    await announceWithin(tx, {
      kind: "change",
      site: TEST_SITES.north.id,
      what: "report.undone",
      patients: [patient],
      total: 1,
      report: null,
      by: nurse.actor.userId,
      at: nurse.now,
    });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  const after = await enter(nurse, "9.2");
  await expect.poll(colleague.changes, soon).not.toEqual([]);
  expect(colleague.changes().map(({ report }) => report?.key)).toEqual([after.id]);
});

test("signing out, fifteen idle minutes and another site each end the stream before the next change is told", async () => {
  const nurse = await signedIn("nurse");
  const { prisma } = hospital.database;
  const people = await Promise.all([1, 2, 3].map(() => signedIn("oncologist")));
  const [out, idle, stays] = people as [Asker, Asker, Asker];
  const [outReads, idleReads, staysReads] = [reading(out), reading(idle), reading(stays)];
  await revokeSession(out.actor.sessionId, Date.now());
  await expect.poll(() => outReads.state.ended, soon).toBe(true);
  expect(staysReads.state.ended).toBe(false);
  const long = new Date(Date.now() - 15.1 * 60_000).toISOString();
  await prisma.session.update({ where: { id: idle.actor.sessionId }, data: { lastSeenAt: long } });
  await enter(nurse, "8.8");
  await expect.poll(() => staysReads.changes().length, soon).toBe(1);
  expect([outReads.changes(), idleReads.changes(), idleReads.state.ended]).toEqual([[], [], true]);
  expect(idleReads.heard.at(-1)?.name).toBe("ended");

  const both = { userId: stays.actor.userId, siteId: TEST_SITES.south.id, role: "oncologist" };
  await prisma.membership.create({ data: both });
  await switchSite(stays, { input: { siteId: TEST_SITES.south.id } });
  await expect.poll(() => staysReads.state.ended, soon).toBe(true);
  await prisma.membership.deleteMany({ where: both });
});

test("an open stream keeps no session alive", async () => {
  const oncologist = await signedIn("oncologist");
  const { prisma } = hospital.database;
  const earlier = new Date(Date.now() - 10 * 60_000).toISOString();
  const where = { id: oncologist.actor.sessionId };
  await prisma.session.update({ where, data: { lastSeenAt: earlier } });
  const reads = reading(oncologist);
  await enter(await signedIn("nurse"), "10.3");
  await expect.poll(() => reads.changes().length, soon).toBe(1);
  expect((await prisma.session.findUniqueOrThrow({ where })).lastSeenAt).toBe(earlier);
});

test("who is editing a row is told to the others of the site and answered to them; nothing of it is stored or audited", async () => {
  const [nurse, oncologist] = [await signedIn("nurse"), await signedIn("oncologist")];
  const colleague = reading(oncologist);
  const entries = await hospital.database.prisma.auditEntry.count();
  const sign = { tab: "tab-1", surface: "grid", row: "report-1" };
  await tellPresence(nurse, { id: patient, input: sign });
  await expect.poll(() => colleague.heard.filter(({ name }) => name === "presence"), soon).toHaveLength(1);
  const { items } = await tellPresence(oncologist, {
    id: patient,
    input: { ...sign, tab: "tab-2", row: null },
  });
  expect(items).toMatchObject([{ by: nurse.actor.userId, row: "report-1", surface: "grid" }]);
  expect(await hospital.database.prisma.auditEntry.count()).toBe(entries);
  await expect(
    tellPresence(await signedIn("nurse", "south"), { id: patient, input: sign }),
  ).rejects.toMatchObject({
    code: "not-found",
  });
});

if (postgresql)
  test("a listening connection that is killed comes back by itself, says that something may be missed, and hears again", async () => {
    const colleague = reading(await signedIn("oncologist"));
    const nurse = await signedIn("nurse");
    const killer = new pg.Client({ connectionString: hospital.database.url });
    await killer.connect();
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'day29-live' AND datname = current_database()`;
    await killer.query(kill);
    await killer.end();
    await enter(nurse, "7.7");
    await expect.poll(() => colleague.heard.map(({ name }) => name), soon).toContain("missed");
    const { id } = await enter(nurse, "7.8");
    await expect.poll(() => colleague.changes().map(({ report }) => report?.key), soon).toContain(id);
  });
