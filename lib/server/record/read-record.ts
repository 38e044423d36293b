import "server-only";
import { z } from "zod";
import { momentText } from "@/lib/contract/primitives";
import type { WholeRecord } from "@/lib/contract/record-answers";
import { operation } from "@/lib/server/door/operation";
import { patientRows } from "@/lib/server/patients/course-mapper";
import { asOfIn, knownThen, patientCourse } from "@/lib/server/patients/patient-page";
import { recordRows } from "./record-rows";
import { noteAuthors, recordThen, wholeRecord } from "./whole-record";

export const readRecord = operation({
  name: "record.read",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: z.strictObject({ asOf: z.exactOptional(momentText) }),
  run: async ({
    db,
    id,
    input,
    actor,
    now,
  }): Promise<{ answer: WholeRecord; audit: { detail?: unknown } }> => {
    const rows = await patientRows(db, id);
    const rest = await recordRows(db, id);
    const asOf = asOfIn(input, now, actor.site.timeZone);
    const replay = input.asOf !== undefined;
    const known = replay ? knownThen(rows, asOf) : rows;
    const names = await noteAuthors(db, rest);
    const answer = wholeRecord(
      replay ? recordThen(rest, asOf) : rest,
      known,
      patientCourse(known, asOf),
      names,
    );
    return { answer, audit: replay ? { detail: { asOf: input.asOf } } : {} };
  },
});
