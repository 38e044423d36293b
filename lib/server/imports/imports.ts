import "server-only";
import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { z } from "zod";
import { type ImportAnswer, importAnswers } from "@/lib/contract/import";
import { IMPORT_FORMATS, type ImportFormatId } from "@/lib/imports/registry";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { operation } from "@/lib/server/door/operation";
import { patientsOf } from "@/lib/server/door/visibility";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import type { Prisma } from "@/prisma/generated/sqlite/client";
import { type CommittedImport, commitPlan } from "./import-commit";
import { type ImportPlan, type ImportSource, planImport } from "./import-preview";

type ImportRow = Prisma.ImportGetPayload<object>;

const formats = Object.keys(IMPORT_FORMATS) as [ImportFormatId, ...ImportFormatId[]];

const sourceOf = (row: ImportRow, actor: Actor): ImportSource => ({
  format: row.format as ImportFormatId,
  bytes: row.payload,
  siteId: row.siteId,
  timeZone: actor.site.timeZone,
  receivedAt: row.createdAt,
  answers: importAnswers.parse(JSON.parse(row.answers)),
});

function previewAnswer(row: Pick<ImportRow, "id" | "version" | "format">, plan: ImportPlan): ImportAnswer {
  const { patients, rows, counts, questions } = plan;
  return {
    id: row.id,
    version: row.version,
    format: row.format,
    state: questions.length > 0 ? "needs-answers" : "ready",
    questions,
    counts,
    patients,
    rows,
    batchId: null,
    next: null,
  };
}

/** As it was committed, or what committing it now would do. */
async function answerOf(tx: Db | Tx, row: ImportRow, actor: Actor): Promise<ImportAnswer> {
  if (row.outcome !== null) {
    const { counts, patients, rows } = JSON.parse(row.outcome) as CommittedImport;
    const { id, version, format, batchId } = row;
    return {
      id,
      version,
      format,
      state: "committed",
      questions: [],
      counts,
      patients,
      rows,
      batchId,
      next: null,
    };
  }
  return previewAnswer(row, await planImport(tx, sourceOf(row, actor)));
}

export const createImport = operation({
  name: "import.create",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: null,
  input: z.strictObject({ format: z.enum(formats), bytes: z.instanceof(Uint8Array) }),
  run: async ({ tx, input, actor, now }) => {
    const digest = createHash("sha256").update(input.bytes).digest("hex");
    const data = {
      id: newId(),
      siteId: actor.site.id,
      createdBy: actor.userId,
      createdAt: now,
      format: input.format,
      digest,
      payload: new Uint8Array(input.bytes),
      state: "open",
    };
    const row = await tx.import.create({ data });
    const answer = await answerOf(tx, row, actor);
    return {
      answer,
      audit: { objectKind: "import", objectId: row.id, detail: { digest, counts: answer.counts } },
    };
  },
});

const noInput = z.strictObject({});

export const readImport = operation({
  name: "import.read",
  kind: "read",
  permission: "report:write",
  subject: "import",
  input: noInput,
  run: async ({ db, id, actor }) => ({
    answer: await answerOf(db, await db.import.findUniqueOrThrow({ where: { id } }), actor),
    audit: {},
  }),
});

export const listImports = operation({
  name: "imports.list",
  kind: "read",
  permission: "report:write",
  subject: null,
  input: noInput,
  run: async ({ db, actor }) => {
    const rows = await db.import.findMany({
      where: patientsOf(actor),
      orderBy: { createdAt: "desc" },
      take: 20,
      // Not the payload: it is the whole file.
      select: { id: true, format: true, state: true, createdAt: true, createdBy: true, outcome: true },
    });
    const names = new Map(
      (await db.user.findMany({ where: { id: { in: rows.map((row) => row.createdBy) } } })).map((user) => [
        user.id,
        user.name,
      ]),
    );
    const items = rows.map(({ outcome, ...row }) => ({
      ...row,
      createdBy: names.get(row.createdBy) ?? row.createdBy,
      counts: outcome === null ? null : (JSON.parse(outcome) as CommittedImport).counts,
    }));
    return { answer: { items, next: null, total: items.length }, audit: { objectKind: "import" } };
  },
});

export const answerImport = operation({
  name: "import.answer",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "import",
  input: importAnswers,
  run: async ({ tx, id, input, actor }) => {
    const before = await tx.import.findUniqueOrThrow({ where: { id } });
    if (before.outcome !== null) throw changedMeanwhile({ id, state: "committed" });
    const known = importAnswers.parse(JSON.parse(before.answers));
    const answers = { ...known, ...input, patients: { ...known.patients, ...input.patients } };
    const row = await tx.import.update({
      where: { id },
      data: { answers: JSON.stringify(answers), version: before.version + 1 },
    });
    return { answer: await answerOf(tx, row, actor), audit: { objectVersion: row.version } };
  },
});

/** Writes all of the file in one transaction, or nothing; asked again it answers as the first time. */
export const commitImport = operation({
  name: "import.commit",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "import",
  input: noInput,
  run: async ({ tx, id, actor, now }) => {
    // Imports of a site take turns: the same file three times at once is new once and the same twice.
    await tx.$executeRaw`UPDATE "Site" SET "version" = "version" WHERE "id" = ${actor.site.id}`;
    const row = await tx.import.findUniqueOrThrow({ where: { id } });
    if (row.outcome !== null)
      return { answer: await answerOf(tx, row, actor), audit: { detail: { again: true } } };
    const plan = await planImport(tx, sourceOf(row, actor));
    const batchId = newId();
    const committed = await commitPlan(tx, plan, {
      import: sourceOf(row, actor),
      batchId,
      author: actor.userId,
      now,
    });
    const stored = await tx.import.update({
      where: { id },
      data: {
        outcome: JSON.stringify(committed),
        batchId,
        committedAt: now,
        state: "committed",
        version: row.version + 1,
      },
    });
    return {
      answer: await answerOf(tx, stored, actor),
      audit: { detail: { batchId, counts: committed.counts } },
    };
  },
});
