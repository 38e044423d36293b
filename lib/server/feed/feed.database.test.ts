import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FeedAnswer } from "@/lib/contract/feed";
import { createPatient } from "@/lib/server/patients/patients";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { receiveFeed } from "./feed";
import { listFeed } from "./feed-list";
import { summariseFeed } from "./feed-summary";

let hospital: TestHospital;
const LABORATORY = "10.0.0.7";
beforeAll(async () => {
  hospital = await openTestHospital();
  const input = {
    mrn: "F-1",
    familyName: "Feedwell",
    givenName: "Fay",
    birthDate: "1990-01-01",
    sex: "female",
  };
  await createPatient(hospital.asker("nurse"), { input });
});
afterAll(() => hospital.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const message = (more: {
  mrn?: string;
  accession?: string;
  text?: string;
  control?: string;
  type?: string;
}) =>
  [
    `MSH|^~\\&|LAB|HOSPITAL|||20260331100000||${more.type ?? "ORU^R01^ORU_R01"}|${more.control ?? "C1"}|P|2.5.1`,
    `PID|1||${more.mrn ?? "F-1"}^^^H^MR||Feedwell^Fay||19900101|F`,
    `OBR|1||${more.accession ?? "A-1"}|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||F`,
    `OBX|1|NM|718-7^Hemoglobin^LN||${more.text ?? "12.4"}|g/dL|11.7-15.3|N|||F`,
    `OBX|2|NM|6690-2^WBC^LN||5.2|10*3/uL|4.0-10.0|N|||F`,
    "",
  ].join("\r");

const send = (text: string | Uint8Array, peer: string | null = LABORATORY): Promise<FeedAnswer> =>
  receiveFeed(hospital.program(["report:write"]), {
    input: { bytes: typeof text === "string" ? bytes(text) : text, peer },
  });
const tally = async () => ({
  patients: await hospital.database.prisma.patient.count(),
  imports: await hospital.database.prisma.import.count(),
  reports: await hospital.database.prisma.report.count(),
});

describe("a message", () => {
  test("is accepted once its values are stored, with what sent it and how it was answered", async () => {
    const answer = await send(message({ control: "C-100" }));
    expect(answer).toMatchObject({
      ack: "AA",
      reason: null,
      controlId: "C-100",
      counts: { rows: 2, new: 2 },
      waiting: 0,
    });
    const [report] = await hospital.database.prisma.report.findMany();
    expect(report).toMatchObject({ accession: "A-1", author: "token:north", version: 1 });
    expect(JSON.parse(report?.results ?? "[]")).toHaveLength(2);
    const row = await hospital.database.prisma.feedMessage.findUniqueOrThrow({ where: { id: answer.id } });
    expect(row).toMatchObject({
      peer: LABORATORY,
      controlId: "C-100",
      messageType: "ORU^R01^ORU_R01",
      size: bytes(message({ control: "C-100" })).length,
      ack: "AA",
      importId: answer.importId,
    });
  });

  test("sent five times, and three times at once, is stored as once, and each time accepted", async () => {
    const same = message({ accession: "A-2" });
    for (let n = 0; n < 5; n += 1) expect((await send(same)).ack).toBe("AA");
    const answers = await Promise.all([send(same), send(same), send(same)]);
    expect(answers.map(({ ack, counts }) => [ack, counts?.same])).toEqual(Array(3).fill(["AA", 2]));
    const parallel = message({ accession: "A-3" });
    const first = await Promise.all([send(parallel), send(parallel), send(parallel)]);
    expect(first.map(({ counts }) => counts?.new).sort()).toEqual([0, 0, 2]);
    const versions = await hospital.database.prisma.report.groupBy({ by: ["accession"], _count: true });
    expect(versions.filter((one) => one._count !== 1)).toEqual([]);
  });

  test("with another value is the next version of the report", async () => {
    await send(message({ accession: "A-4" }));
    expect((await send(message({ accession: "A-4", text: "12.9" }))).counts).toMatchObject({ changed: 1 });
    const versions = await hospital.database.prisma.report.findMany({ where: { accession: "A-4" } });
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [1, "final"],
      [2, "corrected"],
    ]);
  });

  test("about a patient nobody has named is kept whole, accepted, and waits for a person", async () => {
    const before = await tally();
    const text = message({ mrn: "F-404", accession: "A-5" });
    const answer = await send(text);
    expect(answer).toMatchObject({ ack: "AA", waiting: 2, counts: { setAside: 2, new: 0 } });
    expect(await tally()).toEqual({ ...before, imports: before.imports + 1 });
    const kept = await hospital.database.prisma.import.findUniqueOrThrow({
      where: { id: answer.importId ?? "" },
    });
    expect(Buffer.from(kept.payload).toString()).toBe(text);
    expect(kept).toMatchObject({ waiting: 2, source: "hl7 LAB at HOSPITAL" });
  });
});

describe("a message that is refused", () => {
  const whole = message({ accession: "A-6" });
  const cases: readonly (readonly [string, string | Uint8Array, "AE" | "AR", string])[] = [
    ["of another type", message({ type: "ADT^A08" }), "AR", "message-type"],
    ["that is not HL7", "Feedwell Fay 12.4", "AE", "wrong-kind"],
    ["of nothing", "", "AE", "empty"],
    ["cut short", whole.slice(0, -40), "AE", "truncated"],
    [
      "in no known character set",
      bytes(whole).map((byte) => (byte === 0x57 ? 0xe6 : byte)),
      "AE",
      "encoding",
    ],
    [
      "with an impossible date",
      whole.replaceAll("20260331083000", "20260231083000"),
      "AE",
      "date-impossible",
    ],
  ];
  test.each(cases)("%s leaves its line in the traffic and nothing else", async (_what, text, ack, code) => {
    const before = await tally();
    const lines = await hospital.database.prisma.feedMessage.count();
    const answer = await send(text);
    expect(answer).toMatchObject({ ack, code, importId: null, counts: null });
    expect(await tally()).toEqual(before);
    expect(await hospital.database.prisma.feedMessage.count()).toBe(lines + 1);
    // What the reason says must not be what the message said.
    for (const said of ["Feedwell", "Fay", "F-1", "12.4", "1990", "202602", "ADT"]) {
      expect(answer.reason).not.toContain(said);
    }
    expect(answer.reason).toMatch(/^[A-Z].+\.$/);
  });

  test("names the row and the code, never the value", async () => {
    const { reason } = await send(whole.replaceAll("20260331083000", "20260231083000"));
    expect(reason).toBe("Nothing was written: OBX[1] date-impossible, OBX[2] date-impossible.");
  });
});

test("a fault is no judgement on the message: nothing is kept of it, not even its line", async () => {
  const { prisma } = hospital.database;
  const before = [await tally(), await prisma.feedMessage.count()];
  const head = await prisma.chainHead.findUniqueOrThrow({ where: { chain: "report" } });
  await prisma.chainHead.delete({ where: { chain: "report" } });
  await expect(send(message({ accession: "A-7" }))).rejects.not.toMatchObject({ name: "AppError" });
  await prisma.chainHead.create({ data: head });
  expect([await tally(), await prisma.feedMessage.count()]).toEqual(before);
  expect((await send(message({ accession: "A-7" }))).ack).toBe("AA");
});

describe("the administrator", () => {
  const admin = () => hospital.asker("admin");

  test("pages through the traffic, newest first, each message once, and filters by answer", async () => {
    const all = await listFeed(admin(), { input: { limit: "200" } });
    expect(all.items).toHaveLength(all.total);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listFeed>> = await listFeed(admin(), {
        input: { limit: "3", ...(cursor === null ? {} : { cursor }) },
      });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(all.items.map(({ id }) => id));
    const errors = await listFeed(admin(), { input: { ack: "AE" } });
    expect(errors.items.map(({ ack }) => ack)).toEqual(Array(errors.total).fill("AE"));
    expect(errors.total).toBeGreaterThan(4);
    await expect(listFeed(admin(), { input: { ack: "XX" } })).rejects.toMatchObject({ code: "invalid" });
  });

  test("sees no name, record number or value, and nothing of another site", async () => {
    const text = JSON.stringify([
      await listFeed(admin(), { input: { limit: "200" } }),
      await summariseFeed(admin()),
    ]);
    for (const said of ["Feedwell", "Fay", "F-1", "F-404", "12.4", "12.9"]) expect(text).not.toContain(said);
    const south = hospital.asker("admin", "south");
    expect(await listFeed(south)).toEqual({ items: [], next: null, total: 0 });
    expect((await summariseFeed(south)).senders).toEqual([]);
  });

  test("sees the counts of each day by the clock of the site, and the last message of each sender", async () => {
    // Midnight in Kathmandu is 18:15 UTC.
    const late = (now: string) =>
      receiveFeed(hospital.program(["report:write"], "south", now), {
        input: { bytes: bytes("nothing"), peer: "10.0.0.8" },
      });
    await late("2026-04-09T18:14:59.999Z");
    await late("2026-04-09T18:15:00.000Z");
    const { days, senders } = await summariseFeed(hospital.asker("admin", "south"));
    expect(days).toHaveLength(7);
    expect(days.slice(0, 3)).toEqual([
      { date: "2026-04-10", AA: 0, AE: 1, AR: 0 },
      { date: "2026-04-09", AA: 0, AE: 1, AR: 0 },
      { date: "2026-04-08", AA: 0, AE: 0, AR: 0 },
    ]);
    expect(senders).toEqual([
      {
        peer: "10.0.0.8",
        sender: null,
        AA: 0,
        AE: 2,
        AR: 0,
        lastAt: "2026-04-09T18:15:00.000Z",
        lastAck: "AE",
      },
    ]);
  });
});
