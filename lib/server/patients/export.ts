import "server-only";
import { z } from "zod";
import { momentText } from "@/lib/contract/primitives";
import type { DiagnosisLine } from "@/lib/contract/record-answers";
import { AppError } from "@/lib/errors";
import { patientReport } from "@/lib/exports/patient-report";
import { EXPORT_FORMATS, type ExportFormatId, exportFileName } from "@/lib/exports/registry";
import { AXIS_MODES } from "@/lib/figures/course-model";
import { readRange } from "@/lib/figures/range-text";
import { diagnosisFacts, showWbc } from "@/lib/record-display";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { recordRows } from "@/lib/server/record/record-rows";
import { recordThen, wholeRecord } from "@/lib/server/record/whole-record";
import { authorNames } from "@/lib/server/reports/report-list";
import { newestVersions } from "@/lib/server/reports/reports";
import { patientRows } from "./course-mapper";
import { asOfIn, knownThen, patientCourse } from "./patient-page";

const formats = Object.keys(EXPORT_FORMATS) as [ExportFormatId, ...ExportFormatId[]];

const exportInput = z.strictObject({
  format: z.enum(formats),
  asOf: z.exactOptional(momentText),
  axis: z.enum(AXIS_MODES).default("treatment-day"),
  /** A preset, or days of treatment as the figure's address has them: "-3..45". */
  range: z
    .string()
    .max(20)
    .transform((text, context) => {
      const range = readRange(text);
      if (range !== null) return range;
      context.addIssue({ code: "custom", message: "This is no range of the figure." });
      return z.NEVER;
    })
    .default("all"),
});

/** Enough for every board; a script that walks all patients meets it. */
const PER_HOUR = 240;
const HOUR_MS = 3600_000;

export async function refuseTooMany(db: Db, actorId: string, now: string): Promise<void> {
  const since = new Date(Date.parse(now) - HOUR_MS).toISOString();
  const done = await db.auditEntry.count({
    where: {
      actorId,
      at: { gt: since },
      action: {
        in: ["patient.export-identified", "patient.export-de-identified", "patients.export-identified"],
      },
    },
  });
  if (done >= PER_HOUR) {
    throw new AppError("too-many-tries", "Too many exports in an hour. Wait a while and try again.", {
      retryAfterSeconds: 600,
    });
  }
}

export interface ExportedFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
  readonly dataAsOf: string;
}

/** Coded facts and a number, no date and nothing typed: they are told de-identified as well. */
const headerFacts = (line: DiagnosisLine): string[] => {
  const wbc = showWbc(line.wbc);
  return [...diagnosisFacts(line), ...(wbc === "" ? [] : [`WBC at diagnosis ${wbc}`])];
};

const exporting = (identity: "identified" | "de-identified") =>
  operation({
    name: `patient.export-${identity}`,
    kind: "read",
    permission: `export:${identity}`,
    subject: "patient",
    input: exportInput,
    run: async ({ db, id, input, actor, now }) => {
      await refuseTooMany(db, actor.userId, now);
      const rows = await patientRows(db, id);
      const asOf = asOfIn(input, now, actor.site.timeZone);
      const replay = input.asOf !== undefined;
      const known = replay ? knownThen(rows, asOf) : rows;
      const course = patientCourse(known, asOf);
      const newest = newestVersions(known.reports);
      const names = await authorNames(db, newest);
      const all = await recordRows(db, id);
      const rest = wholeRecord(replay ? recordThen(all, asOf) : all, known, course, new Map());
      const report = patientReport({
        ...course,
        procedures: rest.procedures,
        annotations: rest.annotations,
        identity,
        provenance: Object.fromEntries(
          newest.map((row) => [
            row.reportKey,
            { source: row.source, author: names.get(row.author) ?? row.author },
          ]),
        ),
        kinetics: course.kinetics[0] ?? null,
        subject: {
          familyName: rows.familyName,
          givenName: rows.givenName,
          mrn: rows.mrn,
          studyCode: rows.studyCode,
          diagnosis: headerFacts(rest.line),
        },
        figure: { axis: identity === "identified" ? input.axis : "treatment-day", range: input.range },
      });
      const format = EXPORT_FORMATS[input.format];
      const answer: ExportedFile = {
        bytes: await format.render(report),
        mediaType: format.mediaType,
        name: exportFileName(report, format),
        // The day would date the course of a de-identified export; the moment of the request does not.
        dataAsOf: identity === "identified" ? new Date(asOf.instant).toISOString() : "not stated",
      };
      return { answer, audit: { detail: { format: input.format, asOf: input.asOf ?? null } } };
    },
  });

export const exportIdentified = exporting("identified");
export const exportDeidentified = exporting("de-identified");
