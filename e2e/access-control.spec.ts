import type { Answered, Api } from "./api";
import { made } from "./api";
import { admit, countOf, daysAgo, record, startInduction } from "./hospital-day";
import { hl7File } from "./laboratory-file";
import { API_ROUTES, CLINIC_PAGES, METHODS } from "./served-routes";
import { expect, test } from "./sign-in";

/** The role table of the HTTP contract: all an administrator may do, and all that clinicians may not. */
const ADMIN_ONLY = [
  "GET audit",
  "GET audit/verify",
  "GET feed",
  "GET feed/summary",
  "GET mappings",
  "PATCH mappings",
  "POST mappings/forget",
  "POST policy",
  "POST policy/preview",
  "GET site",
  "PATCH site",
  "GET tokens",
  "POST tokens",
  "POST tokens/[tokenId]/revoke",
];
const ONCOLOGIST_ONLY = [
  "POST patients/[patientId]/status",
  "POST policy/review",
  "POST patients/[patientId]/critical",
];
const EVERYBODY = ["GET me", "POST me/site", "POST me/preferences", "GET policy"];

/** Addresses whose POST takes a message as it is, not JSON. */
const TAKES_FILES = ["imports", "feed"];

const UNSAFE = METHODS.filter((method) => method !== "GET");
const nobody = () => crypto.randomUUID();

function refusal(answer: Answered, status: number, code: string, where: string) {
  expect(answer.status, where).toBe(status);
  expect(answer.body?.error?.code, where).toBe(code);
  expect(answer.body.error.message, where).toMatch(/^[A-Z].+\.$/);
  expect(answer.body.requestId, where).toBeTruthy();
  expect(answer.headers["content-type"], where).toContain("application/json");
  expect(answer.headers["cache-control"], where).toBe("private, no-store");
  expect(answer.text.length, where).toBeLessThan(2048);
}

/** The stream of events never ends by itself; asked for with a parameter that it refuses it is not opened. */
const reading = (path: string) => (path === "events" ? "events?no=such" : path);

/** What a route takes, tried out; the body is empty but of the right kind. */
function tryRoute(api: Api, method: string, path: string): Promise<Answered> {
  if (method === "GET") return api.get(reading(path));
  return TAKES_FILES.includes(path) && method === "POST"
    ? api.send(method, path, { bytes: "MSH|^~\\&|", type: "application/hl7-v2" })
    : api.send(method, path, { json: {}, headers: { "if-match": '"1"' } });
}

test("without a session every address of the API answers 401 in JSON, never a redirect, and no cache keeps it", async ({
  apiAs,
}) => {
  const api = await apiAs(null);
  expect(API_ROUTES.length).toBeGreaterThan(20);
  for (const route of API_ROUTES) {
    for (const method of METHODS) {
      const path = route.at(nobody());
      refusal(await api.send(method, path), 401, "not-signed-in", `${method} ${route.pattern}`);
    }
    // Nor with a cookie that is not ours, and the session is asked for before the origin.
    const forged = {
      cookie: "day29=eyJhbGciOiJkaXIifQ..forged.session.token",
      origin: "https://evil.example",
    };
    const answer = await api.send("POST", route.at(nobody()), { json: {}, headers: forged });
    refusal(answer, 401, "not-signed-in", `forged cookie, ${route.pattern}`);
  }
});

test("without a session every page leads to the sign-in and tells nothing of the patient on the way", async ({
  apiAs,
}) => {
  const patient = await admit(await apiAs("nurse"));
  const api = await apiAs(null);
  for (const page of CLINIC_PAGES) {
    const answer = await api.get(page(patient.id));
    expect(answer.status, page("…")).toBe(307);
    expect(answer.headers.location, page("…")).toMatch(/^\/sign-in(\?|$)/);
    expect(answer.text, page("…")).not.toContain(patient.mrn);
  }
});

test.describe("somebody signed in", () => {
  test.use({ person: "nurse" });

  test("is refused when the request comes from another site's page, whatever it asks", async ({ api }) => {
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "", "sec-fetch-site": "cross-site" },
      { origin: `${api.origin}.evil.example` },
    ];
    for (const route of API_ROUTES) {
      for (const method of UNSAFE) {
        for (const headers of method === "POST" ? foreign : foreign.slice(0, 1)) {
          const answer = await api.send(method, route.at(nobody()), { json: {}, headers });
          refusal(answer, 403, "origin-refused", `${method} ${route.pattern} ${JSON.stringify(headers)}`);
        }
      }
    }
  });

  test("is refused other methods, other media types, too much, and what is not JSON, in this order", async ({
    api,
  }) => {
    for (const route of API_ROUTES) {
      const path = route.at(nobody());
      for (const method of ["PUT", "DELETE"]) {
        refusal(await api.send(method, path, { json: {} }), 405, "method-not-allowed", `${method} ${path}`);
      }
      for (const method of ["POST", "PATCH"]) {
        const where = `${method} ${route.pattern}`;
        const plain = await api.send(method, path, { bytes: "{}", type: "text/plain" });
        if (plain.status === 405) continue;
        // A commit and a cancel take no body: there is nothing to be of another type.
        if (/\/(commit|cancel)$/.test(route.pattern)) {
          expect(plain.status, where).toBe(404);
          continue;
        }
        refusal(plain, 415, "media-type-refused", where);
        if (TAKES_FILES.includes(route.pattern)) continue;
        const large = JSON.stringify({ text: "x".repeat(1024 * 1024) });
        const tooLarge = await api.send(method, path, { bytes: large, type: "application/json" });
        refusal(tooLarge, 413, "body-too-large", where);
        for (const bytes of ["{", "", Buffer.from([0x22, 0xff, 0xfe, 0x22])]) {
          const answer = await api.send(method, path, { bytes, type: "application/json" });
          refusal(answer, 400, "not-json", where);
        }
      }
    }
    const deep = `${"[".repeat(40)}${"]".repeat(40)}`;
    const answer = await api.send("POST", "patients", { bytes: deep, type: "application/json" });
    refusal(answer, 422, "invalid", "forty levels deep");
  });
});

test("an administrator reaches no clinical row, and a clinician no audit of the site", async ({ apiAs }) => {
  const people = {
    admin: await apiAs("admin"),
    nurse: await apiAs("nurse"),
    oncologist: await apiAs("oncologist"),
  };
  for (const route of API_ROUTES) {
    for (const method of METHODS) {
      const path = route.at(nobody());
      const asked = `${method} ${route.pattern}`;
      const admin = await tryRoute(people.admin, method, path);
      if (admin.status === 405) continue;
      const allowed = ADMIN_ONLY.includes(asked) || EVERYBODY.includes(asked);
      if (allowed) expect(admin.status, `${asked} as admin`).not.toBe(403);
      else refusal(admin, 403, "forbidden", `${asked} as admin`);
      for (const role of ["nurse", "oncologist"] as const) {
        const answer = await tryRoute(people[role], method, path);
        const others = role === "nurse" ? [...ADMIN_ONLY, ...ONCOLOGIST_ONLY] : ADMIN_ONLY;
        if (others.includes(asked)) refusal(answer, 403, "forbidden", `${asked} as ${role}`);
        else expect([200, 404, 422], `${asked} as ${role}`).toContain(answer.status);
      }
    }
  }
});

test("another hospital's patient cannot be told from one that does not exist, by any address or method", async ({
  apiAs,
  freshSession,
}) => {
  const south = await apiAs("southNurse");
  const north = await apiAs("oncologist");
  const patient = await admit(south);
  const start = daysAgo(20, "south");
  const course = await startInduction(south, patient.id, start);
  const support = await made(south.post(`patients/${patient.id}/support`, { kind: "platelets", on: start }));
  const finding = { finding: "absent", on: start, sites: [] };
  const extramedullary = await made(south.post(`patients/${patient.id}/extramedullary`, finding));
  const entry = async (path: string, body: object) =>
    (await made(south.post(`patients/${patient.id}/${path}`, body))).id;
  const report = await record(south, patient.id, countOf(start, { WBC: "4.2" }));
  const { id: importId } = await made(south.upload(hl7File("blood-count")));
  const admins = { north: await apiAs("admin"), south: (await freshSession("admin")).api };
  await made(admins.south.post("me/site", { siteId: "south" }));
  const token = await made(admins.south.post("tokens", { name: "Theirs", permissions: ["report:write"] }));
  const theirs: Record<string, string> = {
    patient: patient.id,
    course: course.id,
    support: support.id,
    extramedullary: extramedullary.id,
    procedure: await entry("procedures", { kind: "ct", on: start, conclusion: "Nothing." }),
    marker: await entry("markers", { test: "kmt2a", on: start, result: "negative" }),
    followUp: await entry("follow-up", { test: "Marrow", due: start }),
    note: await entry("notes", { kind: "note", text: "Invented." }),
    annotation: await entry("annotations", { on: start, text: "Invented." }),
    trial: await entry("trials", { nct: "NCT00000001" }),
    report: report.id,
    import: importId,
    token: token.id,
  };
  const same = (answer: Answered) => ({
    status: answer.status,
    text: answer.text.replace(answer.body?.requestId ?? "none", ""),
    headers: { ...answer.headers, date: "" },
  });
  let compared = 0;
  for (const route of API_ROUTES) {
    if (route.subject === null) continue;
    const id = theirs[route.subject];
    expect(id, `there is a ${route.subject} to try`).toBeTruthy();
    for (const method of ["GET", "POST", "PATCH"]) {
      const where = `${method} ${route.pattern}`;
      const asker = ADMIN_ONLY.includes(where) ? admins.north : north;
      const missing = await tryRoute(asker, method, route.at(nobody()));
      if (missing.status === 405) continue;
      refusal(missing, 404, "not-found", where);
      expect(same(await tryRoute(asker, method, route.at(id ?? ""))), where).toEqual(same(missing));
      const malformed = await tryRoute(asker, method, route.at("%27%20OR%201%3D1"));
      expect(same(malformed), `${where}, malformed`).toEqual(same(missing));
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(15);
  const found = await north.post("patients/search", { text: patient.mrn });
  expect(found.body.items).toEqual([]);
  expect((await north.get("patients?limit=200")).text).not.toContain(patient.mrn);
});

test.describe("in the browser", () => {
  test.use({ person: "nurse" });

  test("another hospital's patient is the same page as a missing one", async ({ page, api, apiAs }) => {
    const patient = await admit(await apiAs("southNurse"));
    for (const id of [patient.id, nobody()]) {
      const answer = await page.goto(`/patients/${id}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        "There is nothing here that you may see",
      );
      await expect(page.getByRole("main")).not.toContainText(patient.familyName);
    }
    for (const address of CLINIC_PAGES) {
      if (address("") === address(nobody())) continue;
      const [theirs, missing] = [await api.get(address(patient.id)), await api.get(address(nobody()))];
      expect([theirs.status, missing.status], address("…")).toEqual([404, 404]);
      expect(theirs.text, address("…")).not.toContain(patient.mrn);
    }
  });
});
