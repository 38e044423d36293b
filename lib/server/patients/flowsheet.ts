import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { olderBlock, type SheetBlock, type SheetCourse } from "@/lib/figures/flowsheet/flowsheet-sheet";
import { operation } from "@/lib/server/door/operation";
import { patientRows } from "./course-mapper";
import { asOfIn, asOfInput, authorsOf, firstInduction, knownThen, patientCourse } from "./patient-page";
import { courseAnswer } from "./treatment";

export interface FlowsheetAnswer {
  readonly stamp: string;
  readonly block: SheetBlock;
}

const input = asOfInput.extend({
  /** The newest columns are block 0. */
  block: z.string().regex(/^\d{1,5}$/),
  rows: z.exactOptional(z.literal("all")),
});

/** Older columns of the flowsheet, read when somebody goes there. */
export const readFlowsheet = operation({
  name: "patient.flowsheet",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input,
  run: async ({ db, id, input, actor, now }) => {
    const rows = await patientRows(db, id);
    const asOf = asOfIn(input, now, actor.site.timeZone);
    const known = input.asOf === undefined ? rows : knownThen(rows, asOf);
    const { reports, assessment } = patientCourse(known, asOf);
    const courses: readonly SheetCourse[] = known.courses.map(courseAnswer);
    const authors = await authorsOf(db, known.reports);
    const dayZero = firstInduction(assessment);
    const answer: FlowsheetAnswer | null = olderBlock(
      { reports, courses, dayZero, authors, allRows: input.rows === "all" },
      Number(input.block),
    );
    if (answer === null) throw new AppError("not-found", "The flowsheet has no such columns.");
    return { answer, audit: { detail: { asOf: input.asOf ?? null, block: Number(input.block) } } };
  },
});
