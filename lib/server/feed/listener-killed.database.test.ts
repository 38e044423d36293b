import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hl7Message } from "@medplum/core";
import { Hl7Client, ReturnAckCategory } from "@medplum/hl7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/v1/feed/route";
import { verifyAudit } from "@/lib/server/door/audit";
import { createPatient } from "@/lib/server/patients/patients";
import { verifyReports } from "@/lib/server/reports/report-writer";
import { createToken } from "@/lib/server/session/service-tokens";
import { type ListenerProcess, startListenerProcess } from "@/lib/server/testing/listener-process";
import { type ServedApi, serveApi } from "@/lib/server/testing/served-api";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";

const SENDERS = 3;
const KILLS = 6;

let hospital: TestHospital;
let api: ServedApi;
let folder: string;
beforeAll(async () => {
  hospital = await openTestHospital();
  api = await serveApi({ "/api/v1/feed": { POST } });
  folder = mkdtempSync(join(tmpdir(), "day29-killed-"));
  const input = { mrn: "K-1", familyName: "Kill", givenName: "Nine", birthDate: "1990-01-01", sex: "female" };
  await createPatient(hospital.asker("nurse"), { input });
});
afterAll(async () => {
  await api?.close();
  await hospital.close();
  rmSync(folder, { recursive: true, force: true });
});

const message = (accession: string, place: number) =>
  Hl7Message.parse(
    [
      `MSH|^~\\&|LAB|HOSPITAL|||20260331100000||ORU^R01^ORU_R01|${accession}|P|2.5.1`,
      "PID|1||K-1^^^H^MR||Kill^Nine||19900101|F",
      `OBR|1||${accession}|58410-2^CBC^LN|||20260330${String(place % 24).padStart(2, "0")}3000|||||||||||||||20260331090000|||F`,
      `OBX|1|NM|718-7^Hemoglobin^LN||${10 + (place % 50) / 10}|g/dL|11.7-15.3|N|||F`,
    ].join("\r"),
  );

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

test("the listener killed at random moments loses nothing it acknowledged, and nothing is written twice", async () => {
  const { token } = await createToken(hospital.asker("admin"), {
    input: { name: "Feed", permissions: ["report:write"] },
  });
  const port = await freePort();
  const start = () =>
    startListenerProcess({
      DAY29_HL7_PORT: String(port),
      DAY29_HL7_TOKEN: token ?? "",
      DAY29_URL: api.url,
    });
  const log = join(folder, "acknowledged.log");
  let going = true;
  let unanswered = 0;
  let acknowledged = 0;
  let wake = () => {};

  /** Sends one message after another, each again and again until it is accepted; what is, goes to the log at once. */
  async function sender(name: number): Promise<void> {
    for (let n = 0; going; n += 1) {
      const accession = `K${name}-${n}`;
      for (let accepted = false; !accepted; ) {
        const client = new Hl7Client({ host: "127.0.0.1", port, connectTimeout: 2_000 });
        try {
          const answer = await client.sendAndWait(message(accession, n), {
            returnAck: ReturnAckCategory.FIRST,
            timeoutMs: 3_000,
          });
          const msa = answer.getSegment("MSA");
          accepted = msa?.getField(1)?.toString() === "AA" && msa.getField(2)?.toString() === accession;
        } catch {
          unanswered += 1;
          if (!going) return;
        } finally {
          await client.close();
        }
      }
      appendFileSync(log, `${accession}\n`);
      acknowledged += 1;
      wake();
    }
  }

  let listener: ListenerProcess = await start();
  const senders = Array.from({ length: SENDERS }, (_, name) => sender(name));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged;
    while (acknowledged < before + 3) await new Promise<void>((done) => (wake = done));
    // Somewhere between reading a message and acknowledging it, or not: over many kills both happen.
    await new Promise((done) => setTimeout(done, Math.random() * 120));
    await listener.end("SIGKILL");
    listener = await start();
  }
  going = false;
  await Promise.all(senders);
  await listener.end("SIGTERM");

  const accepted = readFileSync(log, "utf8").trim().split("\n");
  const { prisma } = hospital.database;
  const stored = await prisma.report.findMany({ select: { accession: true, version: true } });
  const times = new Map<string, number>();
  for (const { accession } of stored) times.set(accession ?? "", (times.get(accession ?? "") ?? 0) + 1);
  expect(accepted.length).toBeGreaterThanOrEqual(KILLS * 3);
  expect(accepted.filter((accession) => times.get(accession) !== 1)).toEqual([]);
  expect(stored.filter(({ version }) => version !== 1)).toEqual([]);
  expect(unanswered, "some were cut off by a kill, or this has tried nothing").toBeGreaterThan(0);
  expect((await verifyReports(prisma)).ok).toBe(true);
  expect((await verifyAudit(prisma)).ok).toBe(true);
}, 300_000);
