import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import { type PolicySettings, settingsOf } from "@/lib/clinical/policy-settings";
import type { PolicyAnswer } from "@/lib/contract/policy";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { listPatients } from "@/lib/server/worklist/worklist";
import { readAssessment, readPatientPage } from "./patient-page";
import { createPatient } from "./patients";
import { changePolicy, readPolicy } from "./policy";
import { previewPolicy, reviewPolicy } from "./policy-preview";
import { reassessOutdated } from "./reassess";
import { finishReassessments, reassessments } from "./reassess-site";
import { addCourse } from "./treatment";

const STANDARD = settingsOf(DEFAULT_POLICY);
const CHANGED_AT = "2026-04-11T09:00:00.000Z";
const LATER = "2026-04-12T09:00:00.000Z";

let hospital: TestHospital;
let far: string;
let near: string;

beforeAll(async () => {
  hospital = await openTestHospital();
  far = await admit("P-1", 6);
  near = await admit("P-2", 1);
});
afterAll(() => hospital.close());

const table = [
  ["WBC", "6.0", "10*9/L"],
  ["HGB", "13.5", "g/dL"],
  ["PLT", "250", "10*9/L"],
  ["ANC", "3.5", "10*9/L"],
].map(([analyte, text, unit]) => ({ analyte, text, unit }));

/** Clear marrow on Day 29 and a normal count some days later: met while the two may be paired. */
async function admit(mrn: string, gapDays: number, site: "north" | "south" = "north"): Promise<string> {
  const nurse = hospital.asker("nurse", site);
  const { id } = await createPatient(nurse, {
    input: { mrn, familyName: "Policy", givenName: mrn, birthDate: "1990-01-01", sex: "female" },
  });
  await addCourse(nurse, { id, input: { phase: "induction", start: "2026-03-01" } });
  const marrow = [{ analyte: "MARROW_BLAST", text: "2", unit: "%" }];
  const on = `2026-03-${29 + (gapDays > 2 ? -gapDays : gapDays)}`;
  const known = "2026-04-01T08:00";
  await recordReport(nurse, {
    id,
    input: { specimen: "marrow", collected: "2026-03-29T08:00", knownSince: known, results: marrow },
  });
  await recordReport(nurse, {
    id,
    input: { specimen: "blood", collected: `${on}T08:00`, knownSince: known, results: table },
  });
  return id;
}

const change = (settings: unknown, from: number, site: "north" | "south" = "north", now = CHANGED_AT) =>
  changePolicy(hospital.asker("admin", site, now), {
    input: { settings, from, reason: "The board of March decided so." },
  });

const verdict = async (id: string, asOf?: string, other: { policy?: string } = {}) => {
  const input = asOf === undefined ? other : { asOf, ...other };
  const asker = hospital.asker("oncologist", "north", LATER);
  const { policy, remission } = await readAssessment(asker, { id, input });
  return [policy.id, policy.version, remission.verdict];
};

const rows = async (now = LATER) => (await listPatients(hospital.asker("nurse", "north", now))).items;

describe("before any change", () => {
  test("the default is in force as version 1, for everybody to read", async () => {
    for (const role of ["oncologist", "nurse", "admin"] as const) {
      const { items, total } = await readPolicy(hospital.asker(role));
      expect(total).toBe(1);
      expect(items[0]).toEqual({
        version: 1,
        settings: STANDARD,
        inForceFrom: null,
        author: null,
        reason: null,
      });
    }
  });

  test("settings that cannot be are refused by their path, and nothing is written", async () => {
    const interval = {
      analyte: "HGB",
      sex: "female",
      ageMin: "P18Y",
      ageMax: "P150Y",
      low: 12,
      high: 15,
      unit: "g/dL",
      source: "North, 2026",
    };
    const bad: [Partial<Record<keyof PolicySettings, unknown>>, string][] = [
      [{ pairingDays: -1 }, "settings.pairingDays"],
      [{ pairingDays: 3.5 }, "settings.pairingDays"],
      [{ strictness: "lax" }, "settings.strictness"],
      [{ window: { opens: 36, closes: 35, lateUntil: 84 } }, "settings.window"],
      [{ earlyDays: 7, window: { opens: 5, closes: 35, lateUntil: 84 } }, "settings.earlyDays"],
      [{ residualDisease: 0 }, "settings.residualDisease"],
      [{ supportDays: { ...STANDARD.supportDays, "g-csf": 400 } }, "settings.supportDays.g-csf"],
      [{ critical: { HGB: {} } }, "settings.critical.HGB"],
      [{ critical: { HGB: { below: 9, above: 7 } } }, "settings.critical.HGB"],
      [{ critical: { HEMOGLOBIN: { below: 7 } } }, "settings.critical"],
      [{ siteIntervals: [{ ...interval, unit: "%" }] }, "settings.siteIntervals.0.unit"],
      [{ siteIntervals: [{ ...interval, low: 16 }] }, "settings.siteIntervals.0.low"],
      [{ siteIntervals: [{ ...interval, ageMin: "18" }] }, "settings.siteIntervals.0.ageMin"],
      [{ siteIntervals: [{ ...interval, ageMax: "P18Y" }] }, "settings.siteIntervals.0.ageMin"],
      [{ siteIntervals: [{ ...interval, source: " " }] }, "settings.siteIntervals.0.source"],
      [{ marrowBlasts: 4 } as object, "settings"],
    ];
    for (const [part, path] of bad) {
      const refusal: { code?: string; fields?: { path: string }[] } = await change(
        { ...STANDARD, ...part },
        1,
      ).then(
        () => ({}),
        (reason) => reason,
      );
      expect(refusal.code, JSON.stringify(part)).toBe("invalid");
      expect(
        refusal.fields?.map((one) => one.path),
        JSON.stringify(part),
      ).toContainEqual(expect.stringMatching(new RegExp(`^${path.replaceAll(".", "\\.")}`)));
    }
    expect(await hospital.database.prisma.sitePolicy.count()).toBe(0);
  });

  test("the same settings again, whatever the order of their keys, are no change", async () => {
    const turned = Object.fromEntries(Object.entries(STANDARD).reverse());
    const critical = Object.fromEntries(Object.entries(STANDARD.critical).reverse());
    await expect(change({ ...turned, critical }, 1)).rejects.toMatchObject({ code: "invalid" });
  });

  test("the administrator sees how many verdicts would change, not whose; the oncologist sees whose", async () => {
    const input = { settings: { ...STANDARD, pairingDays: 3 } };
    const counted = await previewPolicy(hospital.asker("admin", "north", CHANGED_AT), { input });
    expect(counted).toEqual({
      patients: 2,
      changed: 1,
      changes: [{ what: "remission", from: "met", to: "indeterminate", count: 1, whose: null }],
    });
    expect(JSON.stringify(counted)).not.toContain(far);
    const named = await reviewPolicy(hospital.asker("oncologist", "north", CHANGED_AT), { input });
    expect(named.changes[0]?.whose).toEqual([{ id: far, familyName: "Policy", givenName: "P-1" }]);
    const entry = await hospital.database.prisma.auditEntry.findFirst({
      where: { action: "policy.review" },
      orderBy: { seq: "desc" },
    });
    expect(JSON.parse(entry?.detail ?? "{}")).toEqual({ patients: 2, changed: 1, ids: [far] });
    const unchanged = await previewPolicy(hospital.asker("admin"), { input: { settings: STANDARD } });
    expect(unchanged).toMatchObject({ patients: 2, changed: 0, changes: [] });
  });

  test.each([
    ["policy.change", changePolicy, ["oncologist", "nurse"]],
    ["policy.preview", previewPolicy, ["oncologist", "nurse"]],
    ["policy.review", reviewPolicy, ["admin", "nurse"]],
  ] as const)("%s is refused to others", async (_name, ask, roles) => {
    for (const role of roles) {
      const input = { settings: { ...STANDARD, pairingDays: 3 }, from: 1, reason: "no" };
      await expect(ask(hospital.asker(role), { input })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("a change", () => {
  beforeAll(async () => {
    expect(await verdict(far)).toEqual(["default", "1", "met"]);
    await change({ ...STANDARD, pairingDays: 3 }, 1);
    await reassessments();
  });

  test("is a new version with who, when and why, and is audited with the settings before and after", async () => {
    const { items } = await readPolicy(hospital.asker("nurse"));
    expect(items.map(({ version }) => version)).toEqual([2, 1]);
    expect(items[0]).toMatchObject({
      settings: { pairingDays: 3 },
      inForceFrom: CHANGED_AT,
      author: "admin North",
      reason: "The board of March decided so.",
    });
    const entry = await hospital.database.prisma.auditEntry.findFirst({
      where: { action: "policy.change", outcome: "done" },
    });
    expect(entry).toMatchObject({
      objectVersion: 2,
      reason: "The board of March decided so.",
      at: CHANGED_AT,
    });
    expect(JSON.parse(entry?.detail ?? "{}").settings).toMatchObject({
      from: { pairingDays: 7 },
      to: { pairingDays: 3 },
    });
  });

  test("judges from then on; a replay of a moment before it uses the rules of that day", async () => {
    expect(await verdict(far)).toEqual(["site", "2", "indeterminate"]);
    expect(await verdict(far, "2026-04-11T08:59:00Z")).toEqual(["default", "1", "met"]);
    expect(await verdict(far, "2026-04-11T09:00:00Z")).toEqual(["site", "2", "indeterminate"]);
    expect(await verdict(near)).toEqual(["site", "2", "met"]);
    expect(await verdict(far, undefined, { policy: "1" })).toEqual(["default", "1", "met"]);
    expect(await verdict(far, "2026-04-10", { policy: "2" })).toEqual(["site", "2", "indeterminate"]);
    await expect(verdict(far, undefined, { policy: "3" })).rejects.toMatchObject({ code: "invalid" });
    const page = await readPatientPage(hospital.asker("nurse", "north", LATER), {
      id: far,
      input: { asOf: "2026-04-10" },
    });
    expect([page.policy.version, page.assessment.remission.verdict, page.replay]).toEqual(["1", "met", true]);
  });

  test("re-assesses the worklist, and names in the audit only the patients whose verdict changed", async () => {
    const found = (await rows()).map(({ id, remission, outdatedPolicy }) => [id, remission, outdatedPolicy]);
    expect(found).toEqual([
      [far, "indeterminate", null],
      [near, "met", null],
    ]);
    const entries = await hospital.database.prisma.auditEntry.findMany({
      where: { action: "summary.reassess" },
    });
    expect(entries.map(({ patientId, actorName }) => [patientId, actorName])).toEqual([
      [far, "policy version 2"],
    ]);
  });

  test("made from another version than the one in force is refused, and says which that is", async () => {
    await expect(change({ ...STANDARD, pairingDays: 5 }, 1)).rejects.toMatchObject({
      code: "conflict",
      current: { version: 2 },
    });
  });

  test("of several at once only one is accepted", async () => {
    const all = await Promise.allSettled(
      [4, 5, 6].map((pairingDays) => change({ ...STANDARD, pairingDays }, 2, "north", LATER)),
    );
    await reassessments();
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
    }
  });

  test("touches no other site", async () => {
    const south = await readPolicy(hospital.asker("admin", "south"));
    expect(south.items.map((one: PolicyAnswer) => one.version)).toEqual([1]);
    await change({ ...STANDARD, earlyDays: 2 }, 1, "south");
    await reassessments();
    expect((await rows()).every(({ outdatedPolicy }) => outdatedPolicy === null)).toBe(true);
  });
});

describe("a re-assessment that was cut short", () => {
  beforeEach(async () => {
    // As a kill leaves it: the policy has changed, and only some summaries were rebuilt.
    await hospital.database.prisma.patientSummary.update({
      where: { patientId: far },
      data: { policyVersion: "1", remission: "met" },
    });
  });

  test("shows no verdict of the old policy as if it were of the new one", async () => {
    const found = (await rows()).map(({ id, outdatedPolicy }) => [id, outdatedPolicy]);
    expect(found).toEqual([
      [far, "1"],
      [near, null],
    ]);
  });

  test("is finished by the next start, which touches nothing else", async () => {
    const before = await hospital.database.prisma.patientSummary.findUniqueOrThrow({
      where: { patientId: near },
    });
    finishReassessments();
    await reassessments();
    expect((await rows()).map(({ outdatedPolicy }) => outdatedPolicy)).toEqual([null, null]);
    expect((await verdict(far))[2]).toBe((await rows())[0]?.remission);
    expect(
      await hospital.database.prisma.patientSummary.findUniqueOrThrow({ where: { patientId: near } }),
    ).toEqual(before);
  });

  test("a page at a time is enough, and a page of none is the end", async () => {
    const site = "site-north";
    const first = await reassessOutdated(site, null, LATER, 1);
    expect([first.checked, first.next]).toEqual([1, far]);
    expect(await reassessOutdated(site, first.next, LATER, 1)).toEqual({
      checked: 0,
      differences: [],
      next: null,
    });
  });
});
