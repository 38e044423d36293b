import "server-only";
import type { z } from "zod";
import { type WaitingSettled, waitingAnswer } from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import type { Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { type Operation, operation } from "@/lib/server/door/operation";
import { answersWith } from "./answers-with";
import { remember } from "./import-memory";
import { commitImport } from "./imports";
import { isAnsweredImport, personOf, type WaitingImport, waitingImports } from "./waiting-queue";

type WaitingAnswer = z.infer<typeof waitingAnswer>;

/** Imports written by one request; the rest is `left`. */
const WRITTEN_AT_ONCE = 50;

/** Notes a person's answer with every import that waits for it. */
const answerWaiting = operation({
  name: "imports.settle",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: null,
  input: waitingAnswer,
  run: async ({ tx, input, actor, now }) => {
    const waiting = await waitingImports(tx, actor);
    const concerned = "write" in input ? [] : await noted(tx, waiting, input, actor, now);
    const ready = waiting.filter((one) => isAnsweredImport(one) || concerned.includes(one.id));
    return {
      answer: { ready: ready.map(({ id }) => id) },
      audit: { objectKind: "import", detail: { kind: Object.keys(input)[0], imports: concerned } },
    };
  },
});

async function noted(
  tx: Tx,
  waiting: readonly WaitingImport[],
  input: Exclude<WaitingAnswer, { write: true }>,
  actor: Actor,
  now: string,
): Promise<string[]> {
  if ("code" in input) {
    const { source, code } = input.code;
    const concerned = waiting.filter(
      (one) => one.source === source && one.outcome.waiting.codes.some((known) => known.code === code),
    );
    if (concerned.length === 0) throw nothingWaits();
    await remember(
      tx,
      { siteId: actor.site.id, source },
      { analytes: { [code]: input.analyte } },
      { author: actor.userId, now },
    );
    for (const { id } of concerned) {
      await tx.import.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } });
    }
    return concerned.map(({ id }) => id);
  }
  const { patient, choice } = input;
  const named = waiting
    .find(({ id }) => id === patient.importId)
    ?.outcome.patients.find(({ key }) => key === patient.key);
  if (named === undefined) throw nothingWaits();
  const person = personOf(named);
  const concerned: string[] = [];
  for (const { id, answers, outcome } of waiting) {
    const open = new Set(outcome.waiting.patients.map(({ key }) => key));
    const keys = outcome.patients.filter((one) => open.has(one.key) && personOf(one) === person);
    if (keys.length === 0) continue;
    const patients = Object.fromEntries(keys.map(({ key }) => [key, choice]));
    await tx.import.update({
      where: { id },
      data: { answers: JSON.stringify(answersWith(answers, { patients })), version: { increment: 1 } },
      select: { id: true },
    });
    concerned.push(id);
  }
  if (concerned.length === 0) throw nothingWaits();
  return concerned;
}

const nothingWaits = () =>
  new AppError("conflict", "Nothing waits for this answer any more; somebody was quicker.", {
    current: null,
  });

/**
 * Names or creates a patient, or gives a code its analyte, and reads the imports concerned again: what had waited is
 * written as part of each, one import after another, each whole or not at all.
 */
export const settleWaiting: Operation<WaitingSettled> = Object.assign(
  async (...[asker, request]: Parameters<typeof answerWaiting>): Promise<WaitingSettled> => {
    const { ready } = await answerWaiting(asker, request);
    const imports: WaitingSettled["imports"][number][] = [];
    for (const id of ready.slice(0, WRITTEN_AT_ONCE)) {
      try {
        const { counts, waiting } = await commitImport(asker, { id });
        imports.push({ id, counts, waiting, problem: null });
      } catch (reason) {
        if (!(reason instanceof AppError)) throw reason;
        imports.push({ id, counts: null, waiting: 0, problem: reason.message });
      }
    }
    return { imports, left: ready.length - imports.length };
  },
  { spec: answerWaiting.spec },
);
