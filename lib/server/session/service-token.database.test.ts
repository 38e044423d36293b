import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as createPatientRoute } from "@/app/api/v1/patients/route";
import { GET as listTokensRoute } from "@/app/api/v1/tokens/route";
import type { NewServiceTokenAnswer } from "@/lib/contract/service-token";
import { verifyAudit } from "@/lib/server/door/audit";
import { openTestHospital, TEST_SITES, type TestHospital } from "@/lib/server/testing/test-hospital";
import { createToken, listTokens, revokeToken } from "./service-tokens";
import { sessionCookie } from "./session-cookie";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());
beforeEach(() => hospital.database.prisma.signInFailure.deleteMany());

const admin = () => hospital.asker("admin");
const make = (permissions: readonly string[] = ["patient:write"], more: object = {}) =>
  createToken(admin(), { input: { name: "Laboratory", permissions }, ...more });
const tokenOf = (made: NewServiceTokenAnswer) => made.token ?? "";

let mrn = 0;
/** A request as a program sends it: no cookie, no Origin. */
function asking(token: string, headers: Record<string, string> = {}): Promise<Response> {
  mrn += 1;
  const body = {
    mrn: `T-${mrn}`,
    familyName: "Token",
    givenName: "Test",
    birthDate: "1990-01-01",
    sex: "female",
  };
  const request = new Request("http://127.0.0.1/api/v1/patients", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "x-forwarded-for": "10.1.2.3",
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return createPatientRoute(request, { params: Promise.resolve({}) });
}
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).error?.code];

describe("a service token", () => {
  test("opens what it was given, at its site, without an Origin, and is its own actor in the audit", async () => {
    const made = await make();
    const answer = await asking(tokenOf(made));
    expect(answer.status).toBe(201);
    const { prisma } = hospital.database;
    const patient = await prisma.patient.findUniqueOrThrow({ where: { id: (await answer.json()).id } });
    expect(patient).toMatchObject({ siteId: TEST_SITES.north.id, createdBy: `token:${made.id}` });
    const entry = await prisma.auditEntry.findFirst({ where: { objectId: patient.id } });
    expect(entry).toMatchObject({
      action: "patient.create",
      outcome: "done",
      actorId: `token:${made.id}`,
      actorName: "Laboratory",
    });
  });

  test("opens nothing else, and nothing of the administrator's whatever its row says", async () => {
    expect(await codeOf(await asking(tokenOf(await make(["patient:read"]))))).toEqual([403, "forbidden"]);
    const made = await make();
    await hospital.database.prisma.serviceToken.update({
      where: { id: made.id },
      data: { permissions: '["tokens:manage","own-session"]' },
    });
    const request = new Request("http://127.0.0.1/api/v1/tokens", {
      headers: { authorization: `Bearer ${tokenOf(made)}` },
    });
    expect(await codeOf(await listTokensRoute(request, { params: Promise.resolve({}) }))).toEqual([
      403,
      "forbidden",
    ]);
    await expect(make(["tokens:manage"])).rejects.toMatchObject({ code: "invalid" });
    await expect(make([])).rejects.toMatchObject({ code: "invalid" });
  });

  test("is shown once: neither the database, the list, the audit nor a repeated request has it", async () => {
    const made = await make(["report:write"], { idempotencyKey: "once" });
    const token = tokenOf(made);
    expect(token).toMatch(/^d29_[0-9a-f-]{36}_[\w-]{43}$/);
    const again = await make(["report:write"], { idempotencyKey: "once" });
    expect(again).toEqual({ ...made, token: null });
    const { prisma } = hospital.database;
    const secret = token.slice(-43);
    const kept = JSON.stringify([
      await prisma.serviceToken.findMany(),
      await prisma.auditEntry.findMany(),
      await prisma.idempotencyKey.findMany(),
      await listTokens(admin()),
    ]);
    expect(kept).toContain(made.id);
    expect(kept).not.toContain(secret);
  });

  test("with one character changed, of another's id, or cut short is nobody's", async () => {
    const [one, two] = [await make(), await make()];
    const token = tokenOf(one);
    const last = token.endsWith("A") ? "B" : "A";
    for (const wrong of [
      `${token.slice(0, -1)}${last}`,
      token.replace(one.id, two.id),
      token.slice(0, -1),
      `${token}A`,
      "d29__",
      "",
    ]) {
      expect(await codeOf(await asking(wrong)), wrong.slice(0, 8)).toEqual([401, "not-signed-in"]);
    }
  });

  test("is refused beside a session cookie", async () => {
    const cookie = `${sessionCookie().name}=anything`;
    expect(await codeOf(await asking(tokenOf(await make()), { cookie }))).toEqual([401, "not-signed-in"]);
    expect((await asking(tokenOf(await make()), { cookie: "theme=dark" })).status).toBe(201);
  });

  test("once revoked opens nothing from the next request on; of two who revoke it one is told", async () => {
    const made = await make();
    expect((await asking(tokenOf(made))).status).toBe(201);
    const revoke = (ifMatch: number) =>
      revokeToken(admin(), { id: made.id, ifMatch, input: { reason: "Laboratory moved" } });
    const attempts = await Promise.allSettled([revoke(1), revoke(1)]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await codeOf(await asking(tokenOf(made)))).toEqual([401, "not-signed-in"]);
    const refused = await hospital.database.prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } });
    expect(refused).toMatchObject({ action: "token.use", outcome: "refused", objectId: made.id });
    const { revokedAt, version } = await revoke(2);
    expect([typeof revokedAt, version]).toEqual(["string", 2]);
  });

  test("of another site cannot be revoked or seen", async () => {
    const made = await make();
    const south = hospital.asker("admin", "south");
    await expect(
      revokeToken(south, { id: made.id, ifMatch: 1, input: { reason: "not mine" } }),
    ).rejects.toMatchObject({ code: "not-found" });
    expect((await listTokens(south)).items).toEqual([]);
  });

  test("is marked as used at most once a minute", async () => {
    const made = await make();
    const { prisma } = hospital.database;
    const used = async () =>
      (await prisma.serviceToken.findUniqueOrThrow({ where: { id: made.id } })).lastUsedAt;
    await asking(tokenOf(made));
    const first = await used();
    expect(first).not.toBeNull();
    await asking(tokenOf(made));
    expect(await used()).toBe(first);
    const before = new Date(Date.parse(first ?? "") - 61_000).toISOString();
    await prisma.serviceToken.update({ where: { id: made.id }, data: { lastUsedAt: before } });
    await asking(tokenOf(made));
    expect((await used()) ?? "").not.toBe(before);
  });
});

test("wrong tokens from one address must wait in the end, a right one from there never", async () => {
  const right = tokenOf(await make());
  const answers: number[] = [];
  for (let n = 0; n < 61; n += 1) answers.push((await asking("d29_x_y")).status);
  expect(new Set(answers.slice(0, 60))).toEqual(new Set([401]));
  expect(answers[60]).toBe(429);
  const waiting = await asking("d29_x_y");
  expect(Number(waiting.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await asking(right)).status).toBe(201);
  expect((await asking("d29_x_y", { "x-forwarded-for": "10.9.9.9" })).status).toBe(401);
  expect((await verifyAudit(hospital.database.prisma)).ok).toBe(true);
});
