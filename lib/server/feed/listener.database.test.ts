import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { Hl7Message } from "@medplum/core";
import { Hl7Client, ReturnAckCategory } from "@medplum/hl7";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET, POST } from "@/app/api/v1/feed/route";
import { createPatient } from "@/lib/server/patients/patients";
import { createToken, revokeToken } from "@/lib/server/session/service-tokens";
import { type ListenerProcess, startListenerProcess } from "@/lib/server/testing/listener-process";
import { type ServedApi, serveApi } from "@/lib/server/testing/served-api";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";

let hospital: TestHospital;
let api: ServedApi;
let token: string;

beforeAll(async () => {
  hospital = await openTestHospital();
  api = await serveApi({ "/api/v1/feed": { GET, POST } });
  const input = {
    mrn: "L-1",
    familyName: "Lister",
    givenName: "Lia",
    birthDate: "1990-01-01",
    sex: "female",
  };
  await createPatient(hospital.asker("nurse"), { input });
  token = (await newToken()).token ?? "";
});
afterAll(async () => {
  await api?.close();
  await hospital.close();
});

const newToken = () =>
  createToken(hospital.asker("admin"), { input: { name: "Feed", permissions: ["report:write"] } });
const settings = (more: Record<string, string> = {}) => ({
  DAY29_HL7_PORT: "0",
  DAY29_HL7_HOST: "127.0.0.1",
  DAY29_HL7_TOKEN: token,
  DAY29_URL: api.url,
  ...more,
});

const message = (accession: string, type = "ORU^R01^ORU_R01") =>
  Hl7Message.parse(
    [
      `MSH|^~\\&|LAB|HOSPITAL|||20260331100000||${type}|${accession}-c|P|2.5.1`,
      "PID|1||L-1^^^H^MR||Lister^Lia||19900101|F",
      `OBR|1||${accession}|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||F`,
      "OBX|1|NM|718-7^Hemoglobin^LN||12.4|g/dL|11.7-15.3|N|||F",
    ].join("\r"),
  );
const msa = (answer: Hl7Message) =>
  [1, 2].map((field) => answer.getSegment("MSA")?.getField(field)?.toString());

/** Sends with Medplum's client; the answer, whatever it says. */
async function sendTo(port: number, sent: Hl7Message): Promise<Hl7Message> {
  const client = new Hl7Client({ host: "127.0.0.1", port, connectTimeout: 20_000 });
  try {
    return await client.sendAndWait(sent, { returnAck: ReturnAckCategory.FIRST, timeoutMs: 60_000 });
  } finally {
    await client.close();
  }
}

async function withListener(
  more: Record<string, string>,
  work: (listener: ListenerProcess) => Promise<void>,
): Promise<void> {
  const listener = await startListenerProcess(settings(more));
  try {
    await work(listener);
  } finally {
    await listener.end("SIGKILL");
  }
}

test("a client that is not ours is acknowledged once its values are stored, and told why when not", async () => {
  const admin = hospital.asker("admin");
  const { id, token: revocable } = await newToken();
  await withListener({ DAY29_HL7_TOKEN: revocable ?? "" }, async ({ port, said }) => {
    expect(msa(await sendTo(port, message("M-1")))).toEqual(["AA", "M-1-c"]);
    const report = await hospital.database.prisma.report.findFirstOrThrow({ where: { accession: "M-1" } });
    expect(report).toMatchObject({ author: `token:${id}`, version: 1 });
    const row = await hospital.database.prisma.feedMessage.findFirst({ where: { controlId: "M-1-c" } });
    expect(row).toMatchObject({ ack: "AA", peer: "127.0.0.1" });

    const foreign = await sendTo(port, message("M-2", "ADT^A08"));
    expect(msa(foreign)).toEqual(["AR", "M-2-c"]);
    expect(foreign.getSegment("ERR")?.getComponent(3, 1)).toBe("200");

    await revokeToken(admin, { id, ifMatch: 1, input: { reason: "Test" } });
    const turnedAway = await sendTo(port, message("M-3"));
    expect(msa(turnedAway)).toEqual(["AR", "M-3-c"]);
    expect(turnedAway.getSegment("MSA")?.getField(3)?.toString()).toContain("does not accept the token");
    expect(await hospital.database.prisma.report.count({ where: { accession: "M-3" } })).toBe(0);
    for (const secret of ["Lister", "L-1", "12.4", revocable ?? ""]) expect(said()).not.toContain(secret);
  });
});

test("asked to end it ends with 0, and says so", async () => {
  const listener = await startListenerProcess(settings());
  expect(await listener.end("SIGTERM")).toBe(0);
  expect(listener.said()).toContain("no message is left in hand");
});

test("without a token it refuses to start and says what is missing", async () => {
  await expect(startListenerProcess(settings({ DAY29_HL7_TOKEN: "" }))).rejects.toThrow(
    /ended with 1: DAY29_HL7_TOKEN must be a service token/,
  );
  await expect(startListenerProcess(settings({ DAY29_URL: "http://day29.example" }))).rejects.toThrow(
    /must be https/,
  );
});

const openssl = spawnSync("openssl", ["version"]).status === 0;
describe.skipIf(!openssl)(openssl ? "over TLS" : "over TLS (skipped: there is no openssl)", () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  const make = (...args: string[]) => {
    const { status, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "day29-tls-"));
    const subject = ["-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
    for (const name of ["listener", "laboratory", "stranger"]) {
      const files = ["-keyout", `${name}.key`, "-out", `${name}.crt`];
      make("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", ...subject, ...files);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** MSA-1 of the answer; null where the connection was refused. */
  function sendSecurely(port: number, accession: string, as: string | null): Promise<string | null> {
    return new Promise((resolve) => {
      const socket: TLSSocket = connectTls(
        {
          port,
          host: "127.0.0.1",
          ca: readFileSync(file("listener.crt")),
          ...(as === null
            ? {}
            : { cert: readFileSync(file(`${as}.crt`)), key: readFileSync(file(`${as}.key`)) }),
        },
        () => socket.write(`\x0b${message(accession).toString()}\r\x1c\r`),
      );
      socket.on("data", (data) => {
        resolve(/MSA\|(\w+)/.exec(data.toString())?.[1] ?? "");
        socket.destroy();
      });
      socket.on("error", () => resolve(null));
      socket.on("close", () => resolve(null));
    });
  }
  /** All that comes back before the listener closes. */
  function sendInTheClear(port: number, accession: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(`\x0b${message(accession)}\r\x1c\r`));
      let said = "";
      socket.on("data", (data) => (said += data));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(said));
    });
  }
  const tls = () => ({ DAY29_HL7_TLS_CERT: file("listener.crt"), DAY29_HL7_TLS_KEY: file("listener.key") });

  test("a message is received, and in the clear none is", async () => {
    await withListener(tls(), async ({ port }) => {
      expect(await sendSecurely(port, "T-1", null)).toBe("AA");
      expect(await sendInTheClear(port, "T-2")).not.toContain("MSA");
    });
    const stored = await hospital.database.prisma.report.findMany({
      where: { accession: { startsWith: "T-" } },
    });
    expect(stored.map(({ accession }) => accession)).toEqual(["T-1"]);
  });

  test("with an authority of senders, only one it certified is heard", async () => {
    await withListener({ ...tls(), DAY29_HL7_TLS_CA: file("laboratory.crt") }, async ({ port }) => {
      expect(await sendSecurely(port, "S-1", "laboratory")).toBe("AA");
      expect(await sendSecurely(port, "S-2", "stranger")).toBeNull();
      expect(await sendSecurely(port, "S-3", null)).toBeNull();
    });
    const stored = await hospital.database.prisma.report.findMany({
      where: { accession: { startsWith: "S-" } },
    });
    expect(stored.map(({ accession }) => accession)).toEqual(["S-1"]);
  });
});
