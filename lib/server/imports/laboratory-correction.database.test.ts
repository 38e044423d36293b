import { afterAll, beforeAll, expect, test } from "vitest";
import { nativeChart } from "@/lib/exports/chart-series";
import { courseFigure } from "@/lib/figures/course-figure";
import { figureTable } from "@/lib/figures/figure-table";
import { courseFigureSvg } from "@/lib/figures/svg";
import { exportDeidentified } from "@/lib/server/patients/export";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { listReportVersions } from "@/lib/server/reports/report-list";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { listPatients } from "@/lib/server/worklist/worklist";
import { commitImport, createImport } from "./imports";

let hospital: TestHospital;
let patient: string;
beforeAll(async () => {
  hospital = await openTestHospital();
  const input = {
    mrn: "LC-1",
    familyName: "Laboratory",
    givenName: "Corrected",
    birthDate: "1990-01-01",
    sex: "female",
  };
  patient = (await createPatient(nurse(), { input })).id;
  await addCourse(nurse(), { id: patient, input: { phase: "induction", start: "2026-03-02" } });
  await recordReport(nurse(), {
    id: patient,
    input: {
      specimen: "marrow",
      collected: "2026-03-31T09:00",
      results: [{ analyte: "MARROW_BLAST", text: "2.0", unit: "%" }],
    },
  });
});
afterAll(() => hospital.close());

const nurse = (now?: string) => hospital.asker("nurse", "north", now);

const count = (platelets: string, status: "F" | "C") =>
  new TextEncoder().encode(
    `${[
      "MSH|^~\\&|LAB|HOSPITAL|||20260331100000||ORU^R01^ORU_R01|1|P|2.5.1",
      "PID|1||LC-1^^^H^MR||Laboratory^Corrected||19900101|F",
      `OBR|1||LC-ACC|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||${status}`,
      `OBX|1|NM|777-3^Platelets^LN||${platelets}|10*3/uL|150-400||||${status}`,
      ...(status === "C"
        ? []
        : [
            "OBX|2|NM|6690-2^WBC^LN||5.2|10*3/uL|4.0-10.0|N|||F",
            "OBX|3|NM|718-7^Hemoglobin^LN||12.4|g/dL|11.7-15.3|N|||F",
            "OBX|4|NM|751-8^Neutrophils^LN||3.1|10*3/uL|1.8-7.5|N|||F",
            "OBX|5|NM|26446-5^Blasts^LN||0|%|0-0|N|||F",
          ]),
    ].join("\r")}\r`,
  );

async function receive(bytes: Uint8Array, now: string) {
  const { id } = await createImport(nurse(now), { input: { format: "hl7-oru", bytes } });
  return await commitImport(nurse(now), { id });
}

async function verdicts() {
  const page = await readPatientPage(nurse("2026-04-10T14:00:00.000Z"), { id: patient });
  const row = (await listPatients(nurse(), {})).items.find(({ id }) => id === patient);
  return { page, told: [page.assessment.remission.verdict, row?.remission, row?.counts.PLT?.text] };
}

test("a laboratory's correction changes the verdict at once on page and worklist; the old value stays as a ghost in every drawing", async () => {
  await receive(count("210", "F"), "2026-04-10T12:00:00.000Z");
  expect((await verdicts()).told).toEqual(["met", "met", "210"]);

  expect((await receive(count("21.0", "C"), "2026-04-10T13:00:00.000Z")).counts).toMatchObject({
    changed: 1,
  });
  const { page, told } = await verdicts();
  expect(told).toEqual(["not-met", "not-met", "21.0"]);

  const report = page.reports.find(({ report: { specimen } }) => specimen === "blood")?.report;
  const { items } = await listReportVersions(nurse(), { id: report?.reportId ?? "" });
  const platelets = items.map(({ version, status, reason, results }) => [
    version,
    status,
    reason,
    results.find(({ analyte }) => analyte === "PLT")?.text,
    results.length,
  ]);
  expect(platelets).toEqual([
    [2, "corrected", "lab-corrected", "21.0", 5],
    [1, "final", null, "210", 5],
  ]);

  const figure = courseFigure(page, { range: "all" });
  const panel = figure.panels.find(({ analyte }) => analyte === "PLT");
  const drawn = panel?.points.map(({ text, state, version }) => [text, state, version]);
  expect(drawn).toEqual([
    ["210", "ghost", 1],
    ["21.0", "ok", 2],
  ]);
  expect(panel?.latest?.text).toBe("21.0");
  const column = figureTable(figure).columns.findIndex(({ id }) => id === "PLT") - 1;
  const cells = figureTable(figure).rows.flatMap(({ cells: all }) => all[column] ?? []);
  expect(cells.map(({ text, state }) => [text, state])).toEqual([
    ["210", "ghost"],
    ["21.0", "ok"],
  ]);
  expect(courseFigureSvg(figure, { width: 1080 })).toContain("earlier version, corrected");
  const slide = panel === undefined ? null : nativeChart(panel, figure);
  expect(slide?.series.map(({ name, points }) => [name, points.filter(({ shape }) => shape).length])).toEqual(
    expect.arrayContaining([
      ["PLT ×10⁹/L", 1],
      ["earlier version", 1],
    ]),
  );

  // As it was known between the two messages.
  const then = await readPatientPage(nurse("2026-04-10T15:00:00.000Z"), {
    id: patient,
    input: { asOf: "2026-04-10T13:30:00+01:00" },
  });
  expect(then.assessment.remission.verdict).toBe("met");
});

test("a de-identified drawing keeps the ghost and says nothing of who corrected it, or of which report", async () => {
  const { bytes } = await exportDeidentified(nurse("2026-04-10T14:00:00.000Z"), {
    id: patient,
    input: { format: "svg", range: "all" },
  });
  const svg = new TextDecoder().decode(bytes);
  expect(svg).toContain("earlier version, corrected");
  expect(svg).not.toMatch(/lab-corrected|LC-|nurse|2026|Laboratory, C/);
});
