import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "@/lib/server/database/db";
import { createPatient } from "@/lib/server/patients/patients";
import { listReports } from "@/lib/server/reports/report-list";
import {
  openTestHospital,
  TEST_NOW,
  TEST_SITES,
  type TestHospital,
} from "@/lib/server/testing/test-hospital";
import { receiveMessage } from "./receive-message";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const message = (mrn: string, accession: string, collected = "20260331083000") =>
  new TextEncoder().encode(
    [
      "MSH|^~\\&|LAB|HOSPITAL|||20260331100000||ORU^R01^ORU_R01|1|P|2.5.1",
      `PID|1||${mrn}^^^H^MR||Feed^Test||19900101|F`,
      `OBR|1||${accession}|58410-2^CBC^LN|||${collected}|||||||||||||||20260331090000|||F`,
      `OBX|1|NM|718-7^Hemoglobin^LN||12.4|g/dL|11.7-15.3|N|||F`,
      `OBX|2|NM|LKC^Leucocytes^L||5.2|10*3/uL|4.0-10.0|N|||F`,
      "",
    ].join("\r"),
  );

const receive = (bytes: Uint8Array) =>
  transaction((tx) =>
    receiveMessage(tx, {
      siteId: TEST_SITES.north.id,
      timeZone: TEST_SITES.north.timeZone,
      format: "hl7-oru",
      bytes,
      author: "token:laboratory",
      now: TEST_NOW,
    }),
  );

const tally = async () => ({
  imports: await hospital.database.prisma.import.count(),
  reports: await hospital.database.prisma.report.count(),
});

test("a message of a known patient is written whole, its unknown code waits; again it writes nothing", async () => {
  const { id } = await createPatient(hospital.asker("nurse"), {
    input: { mrn: "F-1", familyName: "Feed", givenName: "Test", birthDate: "1990-01-01", sex: "female" },
  });
  const first = await receive(message("F-1", "R-1"));
  expect(first).toMatchObject({ counts: { rows: 2, new: 1, setAside: 1 }, waiting: 1, patientIds: [id] });
  const { items } = await listReports(hospital.asker("nurse"), { id });
  expect(items.map(({ results }) => results.map(({ text }) => text))).toEqual([["12.4"]]);
  const { reports } = await tally();
  expect(await receive(message("F-1", "R-1"))).toMatchObject({ counts: { same: 1, new: 0 } });
  expect((await tally()).reports).toBe(reports);
});

test("a message of an unknown patient is kept and waits, and writes no value", async () => {
  const before = await tally();
  expect(await receive(message("F-2", "R-2"))).toMatchObject({
    counts: { rows: 2, new: 0, setAside: 2 },
    waiting: 2,
    patientIds: [],
  });
  expect(await tally()).toEqual({ ...before, imports: before.imports + 1 });
});

test("a message with one unreadable row is refused with its line, and nothing of it is kept", async () => {
  const before = await tally();
  await expect(receive(message("F-1", "R-3", "20260231083000"))).rejects.toMatchObject({
    code: "import-refused",
    fields: [{ path: "OBX[1]", message: expect.stringContaining("Line 4") }],
  });
  expect(await tally()).toEqual(before);
});
