import { v7 as newId } from "uuid";
import { addDays } from "@/lib/clinical/calendar";
import type { Tx } from "@/lib/server/database/db";
import type { InventedPatient } from "../invented-patient";
import type { Writer } from "../store-patient";
import { storyRecord } from "./records";

/** Writes what is on record of an invented patient besides results and treatment; the reports are there already. */
export async function storeRecord(
  tx: Tx,
  { story, start }: InventedPatient,
  patientId: string,
  by: Writer,
): Promise<void> {
  const record = storyRecord(story);
  const on = (day: number) => addDays(start, day);
  const told = ({ day }: { day: number }) => day < Math.max(story.today, 1);
  const owned = () => ({ id: newId(), patientId, createdAt: by.now, createdBy: by.author });
  const [first] = story.marrows;
  const { lineage, cns, riskFactors = [], otherRisk = null, markers, images = [] } = record;
  await tx.diagnosis.create({
    data: {
      patientId,
      // The first marrow makes the diagnosis.
      on: first === undefined ? null : on(first.day),
      lineage,
      riskFactors: JSON.stringify(riskFactors),
      otherRisk,
      createdAt: by.now,
      createdBy: by.author,
      updatedAt: by.now,
    },
  });
  await tx.marker.createMany({
    data: markers.filter(told).map(({ day, ...marker }) => ({ ...owned(), ...marker, on: on(day) })),
  });
  const reports = await tx.report.findMany({
    where: { patientId, version: 1, specimen: { in: ["marrow", "csf"] } },
    orderBy: { collectedOn: "asc" },
  });
  const firstCsf = reports.find(({ specimen }) => specimen === "csf");
  await tx.procedure.createMany({
    data: [
      ...reports.map((report) => ({
        ...owned(),
        kind: report.specimen === "csf" ? "lumbar-puncture" : "marrow",
        on: report.collectedOn,
        reportKey: report.reportKey,
        detail: JSON.stringify(
          report.specimen === "csf"
            ? puncture(report === firstCsf ? (cns ?? null) : "1")
            : marrow(report.subId),
        ),
      })),
      ...images.filter(told).map(({ day, kind, conclusion }) => ({
        ...owned(),
        kind,
        on: on(day),
        detail: JSON.stringify({ conclusion }),
      })),
    ],
  });
  await tx.followUp.createMany({
    data: (record.followUps ?? []).map(({ due, done, ...plan }) => ({
      ...owned(),
      ...plan,
      due: on(due),
      doneOn: done === undefined || done >= story.today ? null : on(done),
    })),
  });
  const written = { updatedAt: by.now, updatedBy: by.author };
  await tx.note.createMany({
    data: (record.notes ?? []).map((note) => ({ ...owned(), ...note, ...written })),
  });
  if (record.trial) await tx.trial.create({ data: { ...owned(), ...record.trial, on: start } });
}

const marrow = (subId: string | null) => ({
  site: "posterior-iliac-crest",
  side: subId ?? "left",
  samples: ["aspirate"],
  cellsCounted: null,
  cellularity: null,
  mrdMethod: "flow-cytometry",
  mrdSensitivity: null,
  conclusion: null,
});

const puncture = (cns: string | null) => ({
  whiteCells: null,
  redCells: null,
  blasts: null,
  traumatic: false,
  steroidsBefore: false,
  clinicalSigns: false,
  cns,
  conclusion: null,
});
