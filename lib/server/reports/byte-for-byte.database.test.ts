import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instant, LocalDate } from "@/lib/branded";
import { ANALYTE_CODES } from "@/lib/clinical/analytes";
import { judgeReport } from "@/lib/clinical/judge";
import type { ReportVersion } from "@/lib/clinical/record";
import { transaction } from "@/lib/server/database/db";
import { patientRows, recordOf } from "@/lib/server/patients/course-mapper";
import { exportIdentified } from "@/lib/server/patients/export";
import { createPatient } from "@/lib/server/patients/patients";
import { policyAt } from "@/lib/server/patients/policy-in-force";
import { openTestHospital, TEST_NOW, type TestHospital } from "@/lib/server/testing/test-hospital";
import { correctReport } from "./report-corrections";
import { listReports, readReport } from "./report-list";
import { appendReports } from "./report-writer";
import { recordReport } from "./reports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());
const nurse = () => hospital.asker("nurse");

/** Seeded, so that a failure comes again. */
let seed = 20_260_331;
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}
const oneOf = <T>(list: readonly T[]): T => list[random(list.length)] as T;
const many = (most: number, give: () => string) => Array.from({ length: random(most + 1) }, give).join("");

const SPACES = ["", "", "", " ", "  ", "\t", "\u00a0", "\u2009"];
const digits = () => `${many(2, () => "0")}${random(400)}`;
const decimal = () => `${digits()}${oneOf(["", ".", ".0", ".50", ".500", ".050"])}`;
const space = () => oneOf(SPACES);
const comparator = () => oneOf(["<", "<=", ">", ">=", "≤", "≥", "=<", "=>"]);
const LETTERS = [..."abzÅßøńж漢🩸é́\u200e\u202e\ufeff\ufffd,;|\"'=+-@%\\/\n\r\t<>&{}[]$`~^_ "];
const anything = () => many(40, () => oneOf(LETTERS));
const words = () => oneOf(["DNR", " not done ", "N/A", "Clotted", "pending."]);
const READABLE = [
  decimal,
  () => `${space()}${decimal()}${space()}`,
  () => `${space()}${comparator()}${oneOf(["", " ", "  "])}${decimal()}${space()}`,
  words,
];
const ANY = [
  ...READABLE,
  () => `${digits()} - ${digits()}`,
  () => `${digits()},${digits()}`,
  () => `${oneOf(["=", "+", "-", "@", "'", "\t", "＝"])}${anything()}`,
  () => 'see Dr. X; "hemolysed", repeat',
  anything,
];
const UNITS = ["10*9/L", "10*3/uL", " 10^9/L", "x10^9/L ", "g/dL", "%", "µg/L", "μg/L", null];

interface Sent {
  readonly analyte: string;
  readonly text: string;
  readonly unit: string | null;
}

async function admit(mrn: string): Promise<string> {
  const input = { mrn, familyName: "Byte", givenName: mrn, birthDate: "1992-03-01", sex: "female" };
  return (await createPatient(nurse(), { input })).id;
}

const sentOf = ({ analyte, text, unit }: Sent): Sent => ({ analyte, text, unit });
/** One leading apostrophe is the format's, not the value's. */
const decoded = (cell: string | undefined) => (cell ?? "").replace(/^'/, "");

async function expectBack(patientId: string, sent: ReadonlyMap<string, readonly Sent[]>): Promise<number> {
  const { items } = await listReports(nurse(), { id: patientId });
  // Over the wire it is JSON.
  const wired = JSON.parse(JSON.stringify(items)) as typeof items;
  let compared = 0;
  for (const report of wired) {
    const received = report.results.filter(({ derived }) => !derived).map(sentOf);
    expect(received).toEqual(sent.get(report.id));
    compared += received.length;
  }
  const { bytes } = await exportIdentified(nurse(), { id: patientId, input: { format: "csv" } });
  const { data, errors } = Papa.parse<Record<string, string>>(new TextDecoder().decode(bytes), {
    header: true,
    newline: "\r\n",
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  const exported = new Map<string, Sent[]>();
  for (const row of data) {
    const values = exported.get(row.report ?? "") ?? [];
    const unit = row.unit === "" ? null : decoded(row.unit);
    exported.set(row.report ?? "", [
      ...values,
      { analyte: row.analyte ?? "", text: decoded(row.text), unit },
    ]);
  }
  expect(exported).toEqual(sent);
  return compared;
}

test("a thousand values entered by people come back as typed, also after one of them was corrected", async () => {
  let compared = 0;
  for (let patient = 0; patient < 5; patient += 1) {
    const id = await admit(`BY-${patient}`);
    const sent = new Map<string, readonly Sent[]>();
    for (let day = 1; day <= 25; day += 1) {
      const results = ["WBC", "PLT", "MPV", "RETIC", "EOS_PCT", "BASO_PCT", "IG_PCT", "NRBC"].map(
        (analyte) => ({
          analyte,
          text: oneOf(analyte.endsWith("_PCT") ? [words] : READABLE)(),
          unit: ANALYTE_UNITS[analyte] ?? "%",
        }),
      );
      const collected = `2026-03-${String(day).padStart(2, "0")}T08:00`;
      const input = { specimen: "blood", collected, results };
      const { id: report } = await recordReport(nurse(), { id, input });
      sent.set(report, results);
      if (day % 5 !== 0) continue;
      const changed = results.map((one, index) => (index === 0 ? { ...one, text: decimal() } : one));
      await correctReport(nurse(), {
        id: report,
        ifMatch: 1,
        input: { reason: "typing-error", results: changed },
      });
      sent.set(report, changed);
      const alone = await readReport(nurse(), { id: report });
      expect(alone?.results.filter(({ derived }) => !derived).map(sentOf)).toEqual(changed);
    }
    compared += await expectBack(id, sent);
  }
  expect(compared).toBe(1000);
}, 300_000);

const ANALYTE_UNITS: Readonly<Record<string, string>> = {
  WBC: "10*9/L",
  PLT: "10*9/L",
  MPV: "fL",
  RETIC: "10*9/L",
  NRBC: "10*9/L",
};

test("nine thousand values of a machine, odd ones among them, come back byte for byte", async () => {
  const analytes = ANALYTE_CODES.filter((code) => !["MARROW_BLAST", "MRD"].includes(code)).slice(0, 30);
  let compared = 0;
  for (let patient = 0; patient < 10; patient += 1) {
    const id = await admit(`BM-${patient}`);
    const sent = new Map<string, readonly Sent[]>();
    await transaction(async (tx) => {
      const rows = await patientRows(tx, id);
      const record = recordOf(rows);
      const versions = Array.from({ length: 30 }, (_, index) => {
        const results = analytes.map((analyte) => ({
          analyte,
          text: oneOf(ANY)().slice(0, 200),
          unit: random(10) === 0 ? anything() || null : oneOf(UNITS),
          interval: null,
          intervalUnit: null,
          sensitivity: null,
          confirmed: false,
          setAside: random(4) === 0 ? "set aside by a person" : null,
        }));
        const report: ReportVersion = {
          reportId: `${id}-${index}`,
          version: 1,
          specimen: "blood",
          accession: null,
          subId: null,
          collected: { date: `2026-03-${String(index + 1).padStart(2, "0")}` as LocalDate, minute: null },
          receivedAt: Date.parse(TEST_NOW) as Instant,
          status: "final",
          adequate: true,
          results,
        };
        sent.set(report.reportId, results.map(sentOf));
        return {
          judged: judgeReport(report, record, policyAt(rows.site.policies, report.receivedAt)),
          provenance: {
            patientId: id,
            siteId: rows.siteId,
            source: "hl7-oru",
            collectedAt: null,
            receivedAt: TEST_NOW,
            author: "nurse-site-north",
            reason: null,
            note: null,
            batchId: null,
          },
        };
      });
      await appendReports(tx, versions);
    });
    compared += await expectBack(id, sent);
  }
  expect(compared).toBe(9000);
}, 300_000);
