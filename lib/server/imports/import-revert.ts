import "server-only";
import { importRevert } from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import { Outdated, operation } from "@/lib/server/door/operation";
import { presentVersion } from "@/lib/server/patients/policy-in-force";
import { committedOf } from "./committed-import";
import { holdUnchanged } from "./hold-patients";
import { committedAnswer, FIRST_ROWS, WITHOUT_FILE } from "./import-answer";
import { watched } from "./import-work";
import { planRevert } from "./revert-plan";
import { takeSiteTurn } from "./write-import";
import { writeVersions } from "./write-versions";

/**
 * Takes a whole import back with new versions, all in one transaction; patients it created stay. A report that somebody
 * has changed since stops it; asked again it answers as the first time.
 */
export const revertImport = operation({
  name: "import.revert",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "import",
  input: importRevert,
  prepare: async ({ db, id, input, actor, now }) => {
    const row = await db.import.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
    const { batchId, revertedAt, siteId, version } = row;
    if (batchId === null) {
      throw new AppError("conflict", "Nothing of this import has been committed.", {
        current: { id, state: "open" },
      });
    }
    if (revertedAt !== null) return null;
    const by = { siteId, author: actor.userId, now, reason: input.reason };
    const plan = await watched(actor, id, async (progress) => {
      const made = await planRevert(db, batchId, by, progress);
      progress.stage("writing");
      return made;
    });
    return { version, plan };
  },
  run: async ({ tx, id, input, actor, now, prepared }) => {
    await takeSiteTurn(tx, actor.site.id);
    const row = await tx.import.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
    if (row.revertedAt !== null) {
      return { answer: await committedAnswer(tx, row, FIRST_ROWS), audit: { detail: { again: true } } };
    }
    if (prepared === null || prepared.version !== row.version || row.outcome === null) throw new Outdated();
    const { plan } = prepared;
    if (!(await holdUnchanged(tx, plan.changedAt))) throw new Outdated();
    if ((await presentVersion(tx, row.siteId)) !== plan.policyVersion) throw new Outdated();
    await writeVersions(tx, plan.contents, plan.summaries);
    const { withdrawn, restored } = plan;
    const version = row.version + 1;
    const reverted = { at: now, by: actor.name, reason: input.reason, withdrawn, restored };
    const before = committedOf(row.outcome);
    const stored = await tx.import.update({
      where: { id },
      omit: WITHOUT_FILE,
      data: {
        outcome: JSON.stringify({ ...before, version, reverted }),
        revertedAt: now,
        revertedBy: actor.userId,
        waiting: 0,
        version,
      },
    });
    const detail = { batchId: row.batchId, withdrawn, restored };
    return {
      answer: await committedAnswer(tx, stored, FIRST_ROWS),
      audit: {
        objectVersion: version,
        reason: input.reason,
        detail,
        patients: plan.summaries.map(({ patientId }) => ({ patientId, detail: { batchId: row.batchId } })),
      },
    };
  },
});
