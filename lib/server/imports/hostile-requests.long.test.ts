import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as commitRoute } from "@/app/api/v1/imports/[importId]/commit/route";
import { POST } from "@/app/api/v1/imports/route";
import { fhirFiles } from "@/lib/imports/fixtures/fuzz-fhir";
import { hl7Files } from "@/lib/imports/fixtures/fuzz-hl7";
import { tableFiles } from "@/lib/imports/fixtures/fuzz-table";
import { IMPORT_FORMATS, type ImportFormatId } from "@/lib/imports/registry";
import type { Handler } from "@/lib/server/door/resource";
import { createToken } from "@/lib/server/session/service-tokens";
import { type ServedApi, serveApi } from "@/lib/server/testing/served-api";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";

const SEED = 20_260_331;

let hospital: TestHospital;
let api: ServedApi;
let token: string;
/** The import whose commit is asked for; the test's server knows whole paths only. */
let importId = "";
const commitLast: Handler = Object.assign(
  (request: Request) => commitRoute(request, { params: Promise.resolve({ importId }) }),
  { endpoint: null },
);

beforeAll(async () => {
  hospital = await openTestHospital();
  api = await serveApi({ "/api/v1/imports": { POST }, "/commit": { POST: commitLast } });
  const input = { name: "Fuzz", permissions: ["report:write"] };
  token = (await createToken(hospital.asker("admin"), { input })).token ?? "";
});
afterAll(async () => {
  await api?.close();
  await hospital.close();
});

const send = (path: string, type: string, body: Uint8Array<ArrayBuffer> | string) =>
  fetch(`${api.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": type },
    body,
  });

/** Everything an import could leave behind in the record. */
async function stateHash(): Promise<string> {
  const { prisma } = hospital.database;
  const state = [
    await prisma.patient.findMany({ orderBy: { id: "asc" } }),
    await prisma.report.findMany({ orderBy: { seq: "asc" } }),
    await prisma.patientSummary.findMany({ orderBy: { patientId: "asc" } }),
    await prisma.chainHead.findUnique({ where: { chain: "report" } }),
  ];
  return createHash("sha256").update(JSON.stringify(state)).digest("hex");
}

const messages = ["blood-count.hl7", "marrow-two-sides.hl7"].map((name) =>
  readFileSync(new URL(`../../imports/fixtures/${name}`, import.meta.url), "utf8"),
);
const FILES: readonly [ImportFormatId, fc.Arbitrary<Uint8Array>, number][] = [
  ["csv", tableFiles, 167],
  ["hl7-oru", hl7Files(messages), 167],
  ["fhir", fhirFiles, 166],
];

test("500 payloads over HTTP, half damaged from valid ones: each is read or refused in words, and none writes", async () => {
  const before = await stateHash();
  let read = 0;
  for (const [format, files, count] of FILES) {
    for (const [at, file] of fc.sample(files, { numRuns: count, seed: SEED }).entries()) {
      const [type] = IMPORT_FORMATS[format].mediaTypes;
      const answer = await send(`/api/v1/imports?format=${format}`, type, new Uint8Array(file));
      const body = await answer.json();
      const which = `${format} ${at}: ${JSON.stringify(body).slice(0, 300)}`;
      expect([201, 400, 413, 422], which).toContain(answer.status);
      if (answer.status !== 201) {
        expect(body.error.message, which).not.toBe("");
        continue;
      }
      read += 1;
      importId = body.id;
      // Nobody has said who the patients are: a commit keeps the rows, or refuses, and writes none.
      const committed = await send("/commit", "application/json", "{}");
      expect([200, 409, 422], `${which}, committed`).toContain(committed.status);
    }
  }
  expect(read).toBeGreaterThan(100);
  expect(await stateHash()).toBe(before);
}, 600_000);
