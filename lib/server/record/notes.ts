import "server-only";
import { v7 as newId } from "uuid";
import { noteEdit, noteInput } from "@/lib/contract/record";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { withdrawal } from "@/lib/server/patients/withdrawal";
import { noteFields } from "./record-rows";

/** Plain text, kept and shown as it was typed. */
export const addNote = operation({
  name: "note.add",
  kind: "write",
  versioned: false,
  permission: "patient:write",
  subject: "patient",
  input: noteInput,
  run: async ({ tx, id, input, actor, now }) => {
    const by = { createdAt: now, createdBy: actor.userId, updatedAt: now, updatedBy: actor.userId };
    const row = await tx.note.create({ data: { ...input, id: newId(), patientId: id, ...by } });
    await refreshSummary(tx, id, now);
    return {
      answer: { ...noteFields(row), author: actor.name },
      audit: { objectKind: "note", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

/** Another version; the audit keeps the words that stood before. */
export const editNote = operation({
  name: "note.edit",
  kind: "write",
  versioned: true,
  permission: "patient:write",
  subject: "note",
  input: noteEdit,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const before = await tx.note.findUniqueOrThrow({ where: { id } });
    const { count } = await tx.note.updateMany({
      where: { id, version: ifMatch, withdrawnAt: null },
      data: { text: input.text, version: ifMatch + 1, updatedAt: now, updatedBy: actor.userId },
    });
    if (count === 0) throw changedMeanwhile(noteFields(before));
    await refreshSummary(tx, before.patientId, now);
    return {
      answer: { ...noteFields(before), text: input.text, changedAt: now, version: ifMatch + 1 },
      audit: { objectVersion: ifMatch + 1, detail: { before: { text: before.text }, after: input } },
    };
  },
});

export const withdrawNote = withdrawal("note", "patient:write");
