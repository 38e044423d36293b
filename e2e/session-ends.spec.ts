import type { Api } from "./api";
import { change, NEWEST_SESSION } from "./database";
import { expect, PASSWORD, SIGN_INS, signIn, signOut, test } from "./sign-in";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function expectSignedOut(api: Api) {
  const answer = await api.get("patients");
  expect([answer.status, answer.body.error.code]).toEqual([401, "not-signed-in"]);
  const page = await api.get("/");
  expect(page.status).toBe(307);
  expect(page.headers.location).toMatch(/^\/sign-in(\?|$)/);
}

test("signing out ends the session for every copy of its cookie", async ({ freshSession, playwright }) => {
  const { api, state } = await freshSession("nurse");
  const copied = await playwright.request.newContext({ baseURL: api.origin, storageState: state });
  expect((await copied.get("/api/v1/me")).status()).toBe(200);
  expect((await signOut(api)).status).toBe(200);
  const { status } = await api.send("GET", "me", {
    headers: { cookie: state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
  });
  expect(status).toBe(401);
  expect((await copied.get("/api/v1/me")).status()).toBe(401);
  await copied.dispose();
});

test("signing in again opens another session, and the first one goes on by itself", async ({
  freshSession,
}) => {
  const [first, second] = [await freshSession("southNurse"), await freshSession("southNurse")];
  await signOut(second.api);
  await expectSignedOut(second.api);
  expect((await first.api.get("me")).status).toBe(200);
});

test("fifteen idle minutes, twelve hours, a revocation and a changed password each end a session at once", async ({
  freshSession,
}) => {
  const email = SIGN_INS.southNurse;
  for (const [what, sql, value] of [
    ["idle", `UPDATE "Session" SET "lastSeenAt" = ? WHERE "id" = ${NEWEST_SESSION}`, minutesAgo(15.1)],
    ["long", `UPDATE "Session" SET "createdAt" = ? WHERE "id" = ${NEWEST_SESSION}`, minutesAgo(12 * 60 + 1)],
    ["revoked", `UPDATE "Session" SET "revokedAt" = ? WHERE "id" = ${NEWEST_SESSION}`, minutesAgo(0)],
    ["password", `UPDATE "Session" SET "credentialVersion" = ? WHERE "id" = ${NEWEST_SESSION}`, 999],
  ] as const) {
    const { api } = await freshSession("southNurse");
    expect((await api.get("patients")).status, what).toBe(200);
    change(sql, value, email);
    await expectSignedOut(api);
  }
  const { api } = await freshSession("southNurse");
  change(`UPDATE "Session" SET "lastSeenAt" = ? WHERE "id" = ${NEWEST_SESSION}`, minutesAgo(14.8), email);
  expect((await api.get("patients")).status, "not yet idle").toBe(200);
});

test("disabling a person ends what they have open and lets them in no more, in the words of a wrong password", async ({
  freshSession,
  apiAs,
}) => {
  const { api } = await freshSession("southOncologist");
  const disable = `UPDATE "User" SET "disabledAt" = ? WHERE "email" = ?`;
  change(disable, minutesAgo(0), SIGN_INS.southOncologist);
  try {
    await expectSignedOut(api);
    const nobody = await apiAs(null);
    const refused = await signIn(nobody, SIGN_INS.southOncologist, PASSWORD);
    const wrong = await signIn(nobody, SIGN_INS.southOncologist, "not the password at all");
    expect([refused.status, refused.text]).toEqual([wrong.status, wrong.text]);
    expect((await nobody.get("me")).status).toBe(401);
  } finally {
    change(disable, null, SIGN_INS.southOncologist);
  }
});

test("an unknown person and a wrong password are answered alike, and the ninth try has to wait", async ({
  apiAs,
}) => {
  const api = await apiAs(null);
  // Nobody else in this run uses the name, so that nobody else has to wait.
  const unknown = `nobody-${Date.now().toString(36)}@north.example`;
  const wrong = await signIn(api, SIGN_INS.admin, "not the password at all");
  const seen = ({ status, text, lines }: typeof wrong) => ({
    status,
    text,
    names: lines.map(({ name }) => name.toLowerCase()).sort(),
    cookies: lines
      .filter(({ name }) => name.toLowerCase() === "set-cookie")
      .map(({ value }) => value.split("=")[0]),
  });
  for (let tries = 1; tries <= 8; tries += 1) {
    expect(seen(await signIn(api, unknown, "not the password at all")), `try ${tries}`).toEqual(seen(wrong));
  }
  const ninth = await signIn(api, unknown, "not the password at all");
  expect(ninth.status).toBe(429);
  expect(ninth.body.error.code).toBe("too-many-tries");
  expect(Number(ninth.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(ninth.headers["retry-after"])).toBeLessThanOrEqual(15 * 60);
  expect((await signIn(api, SIGN_INS.admin, PASSWORD)).status, "others do not wait").toBe(200);
});

test("no sign-in is taken from another site's page, and every cookie is out of reach of scripts", async ({
  apiAs,
}) => {
  const api = await apiAs(null);
  const { body } = await api.get("/api/auth/csrf");
  const form = new URLSearchParams({ email: SIGN_INS.nurse, password: PASSWORD, csrfToken: body.csrfToken });
  const type = "application/x-www-form-urlencoded";
  const foreign = await api.send("POST", "/api/auth/callback/credentials", {
    bytes: form.toString(),
    type,
    headers: { origin: "https://evil.example" },
  });
  expect([foreign.status, foreign.body.error.code]).toEqual([403, "origin-refused"]);
  expect((await api.get("me")).status).toBe(401);

  const answers = [
    await api.get("/api/auth/csrf"),
    await api.get("/sign-in"),
    await signIn(api, SIGN_INS.nurse, PASSWORD),
    await api.get("/api/auth/session"),
    await api.get("/"),
    await api.get("me"),
    await signOut(api),
  ];
  const cookies = answers.flatMap(({ lines }) =>
    lines.filter(({ name }) => name.toLowerCase() === "set-cookie").map(({ value }) => value),
  );
  expect(cookies.length).toBeGreaterThan(2);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; *HttpOnly/i);
    expect(cookie).toMatch(/; *SameSite=(Lax|Strict)/i);
    expect(cookie).toMatch(/; *Path=\/(;|$)/i);
  }
  // What next-auth tells a page is when the session ends, not who it is.
  expect(Object.keys(answers[3]?.body)).toEqual(["expires"]);
});
