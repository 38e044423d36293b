import "server-only";
import { z } from "zod";
import { operation } from "@/lib/server/door/operation";
import { newestVersions } from "@/lib/server/reports/reports";
import { patientRecordAnswer } from "./patients";

/** What tells whether two records are one person's: who it is, what is in it, who entered it. */
export const readRecordFacts = operation({
  name: "patient.read",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: z.strictObject({}),
  run: async ({ db, id }) => {
    const row = await db.patient.findUniqueOrThrow({
      where: { id },
      include: {
        absorbed: { select: { id: true, mrn: true, mergedAt: true }, orderBy: { id: "asc" } },
        reports: { orderBy: { seq: "asc" } },
        courses: { where: { withdrawnAt: null }, select: { id: true } },
      },
    });
    const author = await db.user.findUnique({ where: { id: row.createdBy }, select: { name: true } });
    const dates = newestVersions(row.reports)
      .filter(({ status }) => status !== "entered-in-error")
      .map(({ collectedOn }) => collectedOn)
      .sort();
    const absorbed = row.absorbed.map((one) => ({ ...one, mergedAt: one.mergedAt ?? "" }));
    return {
      answer: {
        patient: patientRecordAnswer({ ...row, absorbed }),
        reports: dates.length,
        firstReport: dates[0] ?? null,
        lastReport: dates.at(-1) ?? null,
        courses: row.courses.length,
        entered: { by: author?.name ?? row.createdBy, at: row.createdAt },
      },
      audit: {},
    };
  },
});
