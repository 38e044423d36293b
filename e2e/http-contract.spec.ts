import { ifMatch, made } from "./api";
import { admit, countOf, daysAgo, newMrn, record, tally } from "./hospital-day";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

test("pages carry a content policy with a nonce of their own, and no header says what serves them", async ({
  api,
}) => {
  const policies: string[] = [];
  for (const path of ["/", "/sign-in", "/import", "/no-such-page", "/"]) {
    const { headers, text } = await api.get(path);
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    const of = (name: string) => policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";
    expect(nonce.length, path).toBeGreaterThan(16);
    expect(of("script-src"), path).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    expect(of("style-src"), path).not.toContain("unsafe-inline");
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy, path).toContain(part);
    }
    for (const [, attributes] of text.matchAll(/<script\b([^>]*)>/g)) {
      expect(attributes, `${path}: a script without the nonce`).toContain(`nonce="${nonce}"`);
    }
    expect(headers["cache-control"], path).toMatch(/private.*no-store/);
    policies.push(nonce);
  }
  expect(new Set(policies).size).toBe(policies.length);
});

test("every answer, page, API, file and health alike, carries the same protection", async ({ api }) => {
  const patient = await admit(api);
  const paths = ["/", "/sign-in", "/icon.svg", "/api/health/live", "/api/health/ready", "/api/auth/csrf"];
  for (const path of [
    ...paths,
    "me",
    "patients",
    "no/such/route",
    `patients/${patient.id}/export?format=svg`,
  ]) {
    const { headers } = await api.get(path);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("no-referrer");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["strict-transport-security"], path).toMatch(/max-age=\d{8}/);
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers.server, path).toBeUndefined();
    if (path === "/icon.svg") continue;
    expect(headers["cache-control"], path).toContain("no-store");
  }
  const { headers } = await api.get("patients");
  expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("a change needs the version it changes: none is 428, an old one 409 with what stands now", async ({
  api,
}) => {
  const patient = await admit(api);
  const edit = { givenName: "Changed" };
  const unversioned = await api.patch(`patients/${patient.id}`, edit);
  expect([unversioned.status, unversioned.body.error.code]).toEqual([428, "version-required"]);
  const done = await api.patch(`patients/${patient.id}`, edit, 1);
  expect([done.status, done.body.version, done.headers.etag]).toEqual([200, 2, '"2"']);
  const stale = await api.patch(`patients/${patient.id}`, { givenName: "Again" }, 1);
  expect([stale.status, stale.body.error.code]).toEqual([409, "conflict"]);
  expect(stale.body.error.current).toMatchObject({ version: 2, givenName: "Changed" });

  const report = await record(api, patient.id, countOf(daysAgo(3), { WBC: "4.2" }));
  const results = [{ analyte: "WBC", text: "4.3", unit: "10*9/L" }];
  const correction = { reason: "typing-error", results };
  expect((await api.patch(`reports/${report.id}`, correction)).status).toBe(428);
  expect((await api.patch(`reports/${report.id}`, correction, 1)).body.version).toBe(2);
  const late = await api.patch(`reports/${report.id}`, correction, 1);
  expect([late.status, late.body.error.current.version]).toEqual([409, 2]);
  const withdrawal = { reason: "other", note: "wrong tube" };
  expect((await api.post(`reports/${report.id}/withdraw`, withdrawal)).status).toBe(428);
  expect((await api.post(`reports/${report.id}/withdraw`, withdrawal, ifMatch(1))).status).toBe(409);
  // Of many who change one version at once, one is heard.
  const many = await Promise.all(
    Array.from({ length: 8 }, () => api.patch(`reports/${report.id}`, correction, 2)),
  );
  expect(many.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
  expect((await made(api.get(`reports/${report.id}/versions`))).items).toHaveLength(3);
});

test("keys nobody knows are refused, wherever they stand, and name themselves", async ({ api }) => {
  const patient = await admit(api);
  const before = await tally(api, patient.id);
  const count = countOf(daysAgo(2), { WBC: "4.2" });
  const [value] = count.results;
  for (const [path, body, named] of [
    ["patients", { ...patient, siteId: "south" }, "unknown-key"],
    [`patients/${patient.id}/reports`, { ...count, createdBy: "somebody" }, "unknown-key"],
    [`patients/${patient.id}/reports`, { ...count, results: [{ ...value, flag: "N" }] }, "unknown-key"],
    [`patients/${patient.id}/courses`, { phase: "induction", start: daysAgo(5), version: 9 }, "unknown-key"],
    ["patients/search", { text: "a", siteId: "south" }, "unknown-key"],
  ] as const) {
    const { status, body: answer } = await api.post(path, body);
    expect([status, answer.error.code], path).toEqual([422, "invalid"]);
    expect(
      answer.error.fields.map(({ code }: { code: string }) => code),
      path,
    ).toContain(named);
  }
  for (const query of [
    "sort=secret",
    "limit=201",
    "limit=0",
    "surprise=1",
    `cursor=${"x".repeat(401)}`,
    "remission=maybe",
  ]) {
    expect((await api.get(`patients?${query}`)).status, query).toBe(422);
  }
  expect(await tally(api, patient.id)).toEqual(before);
});

test("the same Idempotency-Key creates once and answers the same; with another body it is refused", async ({
  api,
}) => {
  const key = { "idempotency-key": newMrn() };
  const person = {
    mrn: newMrn(),
    familyName: "Once",
    givenName: "Only",
    birthDate: "1990-05-05",
    sex: "male",
  };
  const answers = await Promise.all([1, 2, 3].map(() => api.post("patients", person, key)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const ids = new Set(answers.map(({ body }) => body.id));
  expect(ids.size).toBe(1);
  const other = await api.post("patients", { ...person, mrn: newMrn() }, key);
  expect([other.status, other.body.error.code]).toEqual([409, "key-reused"]);
  const taken = await api.post("patients", person);
  expect([taken.status, taken.body.error.code]).toEqual([409, "already-exists"]);
});
