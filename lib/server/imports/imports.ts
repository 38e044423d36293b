import "server-only";
import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { z } from "zod";
import { importAnswers, importRowsQuery } from "@/lib/contract/import";
import { IMPORT_FORMATS, type ImportFormatId } from "@/lib/imports/registry";
import { Outdated, operation } from "@/lib/server/door/operation";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { answersWith } from "./answers-with";
import { committedOf } from "./committed-import";
import {
  committedAnswer,
  FIRST_ROWS,
  isAnswered,
  previewAnswer,
  sourceOf,
  WITHOUT_FILE,
  wantedRows,
} from "./import-answer";
import { watched } from "./import-work";
import { dropPlan, keepPlan, keptReading, presentPlan } from "./plan-cache";
import { planImport } from "./plan-import";
import { prepareImport } from "./prepare-import";
import { sourceName } from "./read-import";
import { stillHolds, takeSiteTurn, writeImport } from "./write-import";

const formats = Object.keys(IMPORT_FORMATS) as [ImportFormatId, ...ImportFormatId[]];

export const createImport = operation({
  name: "import.create",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: null,
  input: z.strictObject({ format: z.enum(formats), bytes: z.instanceof(Uint8Array) }),
  prepare: ({ db, input, actor, now }) => {
    const importId = newId();
    return watched(actor, importId, async (progress) => {
      const source = {
        importId,
        format: input.format,
        bytes: input.bytes,
        siteId: actor.site.id,
        timeZone: actor.site.timeZone,
        receivedAt: now,
        answers: { patients: {} },
        source: null,
      };
      return await planImport(db, source, progress);
    });
  },
  run: async ({ tx, input, actor, now, prepared: plan }) => {
    const digest = createHash("sha256").update(input.bytes).digest("hex");
    const row = await tx.import.create({
      data: {
        id: plan.source.importId,
        siteId: actor.site.id,
        createdBy: actor.userId,
        createdAt: now,
        format: input.format,
        digest,
        payload: new Uint8Array(input.bytes),
        state: "open",
        source: sourceName(plan.file.reading),
      },
      omit: WITHOUT_FILE,
    });
    keepPlan(row.version, plan);
    const answer = previewAnswer(row, plan, FIRST_ROWS);
    return {
      answer,
      audit: { objectKind: "import", objectId: row.id, detail: { digest, counts: answer.counts } },
    };
  },
});

export const readImport = operation({
  name: "import.read",
  kind: "read",
  permission: "report:write",
  subject: "import",
  input: importRowsQuery,
  run: async ({ db, id, input, actor }) => {
    const row = await db.import.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
    const wanted = wantedRows(input);
    if (row.outcome !== null) return { answer: await committedAnswer(db, row, wanted), audit: {} };
    const plan = await watched(actor, id, (progress) => presentPlan(db, row, actor, progress));
    return { answer: previewAnswer(row, plan, wanted), audit: {} };
  },
});

export const answerImport = operation({
  name: "import.answer",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "import",
  input: importAnswers,
  // The answers are put together here and once more in the transaction, where nobody else can add to them.
  prepare: async ({ db, id, input, actor }) => {
    const row = await db.import.findUniqueOrThrow({ where: { id }, omit: { rows: true } });
    if (row.outcome !== null) return { version: row.version, plan: null };
    const source = { ...sourceOf(row, actor), answers: answersWith(row.answers, input) };
    const plan = await watched(actor, id, async (progress) =>
      planImport(db, source, progress, await keptReading(db, source)),
    );
    return { version: row.version, plan };
  },
  run: async ({ tx, id, input, prepared }) => {
    const before = await tx.import.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
    if (before.version !== prepared.version) throw new Outdated();
    if (before.revertedAt !== null) throw changedMeanwhile({ id, state: "reverted" });
    if (before.outcome !== null && before.waiting === 0) throw changedMeanwhile({ id, state: "committed" });
    const row = await tx.import.update({
      where: { id },
      data: { answers: JSON.stringify(answersWith(before.answers, input)), version: before.version + 1 },
      omit: WITHOUT_FILE,
    });
    const { plan } = prepared;
    if (plan === null) {
      return { answer: await committedAnswer(tx, row, FIRST_ROWS), audit: { objectVersion: row.version } };
    }
    keepPlan(row.version, plan);
    return { answer: previewAnswer(row, plan, FIRST_ROWS), audit: { objectVersion: row.version } };
  },
});

/** Writes all of the file in one transaction, or nothing; asked again it answers as the first time. */
export const commitImport = operation({
  name: "import.commit",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "import",
  input: z.strictObject({}),
  prepare: async ({ db, id, actor, now }) => {
    const row = await db.import.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
    // Committed, and nothing was answered since: it answers as the first time.
    if (row.outcome !== null && !isAnswered(row)) return null;
    return await watched(actor, id, async (progress) => {
      const plan = await presentPlan(db, row, actor, progress);
      const batch = {
        batchId: row.batchId ?? newId(),
        author: actor.userId,
        authorName: actor.name,
        now,
        version: row.version + 1,
        commitsBefore: row.outcome === null ? [] : committedOf(row.outcome).commits,
      };
      const prepared = await prepareImport(db, plan, batch, progress);
      progress.stage("writing");
      return prepared;
    });
  },
  run: async ({ tx, id, actor, prepared }) => {
    await takeSiteTurn(tx, actor.site.id);
    const row = await tx.import.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
    if (row.outcome !== null && !isAnswered(row)) {
      return { answer: await committedAnswer(tx, row, FIRST_ROWS), audit: { detail: { again: true } } };
    }
    if (prepared === null || row.version + 1 !== prepared.batch.version) throw new Outdated();
    if (!(await stillHolds(tx, prepared))) throw new Outdated();
    const stored = await writeImport(tx, prepared);
    dropPlan(id);
    const { batchId, counts } = { batchId: stored.batchId, counts: prepared.committed.counts };
    return {
      answer: await committedAnswer(tx, stored, FIRST_ROWS),
      audit: { detail: { batchId, counts }, patients: touchedBy(prepared) },
    };
  },
});

/** For the history of each patient: how many report versions the batch brought. */
function touchedBy({ contents, summaries, batch }: Awaited<ReturnType<typeof prepareImport>>) {
  const reports = new Map<string, number>();
  for (const { patientId } of contents) reports.set(patientId, (reports.get(patientId) ?? 0) + 1);
  return summaries.map(({ patientId }) => ({
    patientId,
    detail: { batchId: batch.batchId, reports: reports.get(patientId) ?? 0 },
  }));
}
