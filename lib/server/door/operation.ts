import "server-only";
import type { z } from "zod";
import { AppError, type FieldProblem } from "@/lib/errors";
import type { Permission } from "@/lib/permissions";
import { type Db, db, type Tx, transaction } from "@/lib/server/database/db";
import { announce, announceWithin, changeOf } from "@/lib/server/live/announce";
import { type Actor, type Asker, actorMay } from "./actor";
import { type AuditEvent, appendAudit, auditBeforeAnswer } from "./audit";
import { firstAnswer, keepAnswer } from "./idempotency";
import { takeTurn } from "./turn";
import { type SubjectKind, visibleSubject } from "./visibility";

/** What an operation says of itself for the audit; the door adds who, when and where. */
export interface AuditNote {
  readonly objectKind?: string;
  readonly objectId?: string;
  readonly objectVersion?: number;
  readonly patientId?: string;
  readonly reason?: string | null;
  readonly detail?: unknown;
  /** One entry more for each patient that the same work has touched, about another object where it names one. */
  readonly patients?: readonly {
    readonly patientId: string;
    readonly objectId?: string;
    readonly objectVersion?: number;
    readonly detail: unknown;
  }[];
}

/** Thrown by a write whose preparation no longer holds; it is prepared again. */
export class Outdated extends Error {}

/** Preparations beside others; where they keep changing what it is about, the next one is made inside the transaction. */
const PREPARATIONS = 4;

export interface Work<Input> {
  readonly actor: Actor;
  readonly now: string;
  readonly input: Input;
  /** The id the request names; the door has already made sure that the actor may see it. */
  readonly id: string;
  /** The version the caller read, for operations that change a versioned row. */
  readonly ifMatch: number;
}

interface Common<Input> {
  /** Its name is the audit event. */
  readonly name: string;
  readonly permission: Permission;
  readonly input: z.ZodType<Input>;
  readonly subject: SubjectKind | null;
}

export type OperationSpec<Input, Answer, Prepared = null> =
  | (Common<Input> & {
      readonly kind: "read";
      /** Asked every few seconds, of running work or of who else is here, and tells of no patient: it has no audit entry. */
      readonly heartbeat?: true;
      readonly run: (work: Work<Input> & { db: Db }) => Promise<{ answer: Answer; audit: AuditNote }>;
    })
  | (Common<Input> & {
      readonly kind: "write";
      /** Asks for If-Match. */
      readonly versioned: boolean;
      /** Long work done before the transaction, beside everybody else's; `run` throws `Outdated` where it no longer holds. */
      readonly prepare?: (work: Work<Input> & { db: Db | Tx }) => Promise<Prepared>;
      readonly run: (
        work: Work<Input> & { tx: Tx; prepared: Prepared },
      ) => Promise<{ answer: Answer; audit: AuditNote }>;
      /** What of the answer is kept for a request repeated by its Idempotency-Key; all of it where not said. */
      readonly kept?: (answer: Answer) => Answer;
      /** Also for a record that was merged into another; any other write to it is refused. */
      readonly onMerged?: boolean;
      /** Begun once the change has committed; the answer does not wait for it, and a kill may forget it. */
      readonly afterwards?: (asker: Asker, id: string) => void;
      /** Who has what open is told of the change: of the patients in its audit where not said. */
      readonly tells?: "nobody" | "site";
    });

export interface OperationRequest {
  readonly id?: string;
  readonly input?: unknown;
  readonly ifMatch?: number | null;
  /** The same key from the same person gets the first answer again. */
  readonly idempotencyKey?: string | null;
}

export interface Operation<Answer> {
  (asker: Asker, request?: OperationRequest): Promise<Answer>;
  readonly spec: {
    readonly name: string;
    readonly permission: Permission;
    readonly subject: SubjectKind | null;
    readonly kind: "read" | "write";
  };
}

/** Ids are made by us; anything of another form cannot name a row and is not looked up. */
const ID = /^[0-9a-zA-Z-]{1,64}$/;

/**
 * The one door to patient data. In order: may the actor (403), is there such a thing for them (404), is the
 * input sound (422), was a version named (428); then the work and its audit entry in one transaction, or, for a
 * read, the entry before the answer leaves. Refusals are audited too.
 */
export function operation<Input, Answer, Prepared = null>(
  spec: OperationSpec<Input, Answer, Prepared>,
): Operation<Answer> {
  const call = async (asker: Asker, request: OperationRequest = {}): Promise<Answer> => {
    const id = request.id ?? "";
    try {
      if (!actorMay(asker.actor, spec.permission)) {
        throw new AppError(
          "forbidden",
          `Your ${asker.actor.scopes === undefined ? "role" : "token"} does not allow this.`,
        );
      }
      if (spec.kind === "read") {
        const patientId = await admit(db(), asker, spec.subject, id);
        const { answer, audit } = await spec.run({ ...workOf(spec, asker, request, id), db: db() });
        if (!spec.heartbeat) await auditBeforeAnswer(eventOf(asker, spec, id, patientId, audit));
        return answer;
      }
      const answered = await prepared(spec, asker, request, id, async (tx, ready) => {
        const patientId = await admit(tx, asker, spec.subject, id);
        const turn = patientId === null ? null : await takeTurn(tx, patientId);
        const work = workOf(spec, asker, request, id);
        if (spec.versioned && request.ifMatch == null) {
          throw new AppError(
            "version-required",
            "Say which version you changed (If-Match), so that nothing is overwritten unseen.",
          );
        }
        const key = request.idempotencyKey ?? null;
        const first =
          key === null ? null : await firstAnswer<Answer>(tx, asker, spec.name, key, [id, request.input]);
        if (first !== null) {
          await appendAudit(tx, [eventOf(asker, spec, id, patientId, { detail: { repeated: key } })]);
          return { answer: first.answer, told: null };
        }
        if (turn !== patientId && spec.subject === "patient" && !spec.onMerged) throw mergedAway(turn);
        const { answer, audit } = await spec.run({ ...work, tx, prepared: ready });
        if (key !== null) {
          const kept = spec.kept?.(answer) ?? answer;
          await keepAnswer(tx, asker, spec.name, key, [id, request.input], kept);
        }
        const event = eventOf(asker, spec, id, patientId, audit);
        const each = (audit.patients ?? []).map(({ detail, ...about }) => ({
          ...event,
          ...about,
          detail: JSON.stringify(detail),
        }));
        await appendAudit(tx, [event, ...each]);
        const told = spec.tells === "nobody" ? null : changeOf([event, ...each], spec.tells === "site");
        if (told !== null) await announceWithin(tx, told);
        return { answer, told };
      });
      if (answered.told !== null) announce(answered.told);
      spec.afterwards?.(asker, id);
      return answered.answer;
    } catch (refusal) {
      if (refusal instanceof AppError && refusal.code !== "unavailable") {
        await auditBeforeAnswer({
          ...eventOf(asker, spec, id, null, {
            detail: {
              refusal: refusal.code,
              fields: refusal.fields.map((field) => `${field.path}: ${field.code}`),
            },
          }),
          outcome: "refused",
        });
      }
      throw refusal;
    }
  };
  return Object.assign(call, {
    spec: { name: spec.name, permission: spec.permission, subject: spec.subject, kind: spec.kind },
  });
}

/** Prepares, where the operation wants that, and does the work; again while the preparation is outdated by then. */
async function prepared<Input, Answer, Prepared, Done>(
  spec: Extract<OperationSpec<Input, Answer, Prepared>, { kind: "write" }>,
  asker: Asker,
  request: OperationRequest,
  id: string,
  work: (tx: Tx, ready: Prepared) => Promise<Done>,
): Promise<Done> {
  const { prepare } = spec;
  if (prepare === undefined) return await settled((tx) => work(tx, null as Prepared));
  await admit(db(), asker, spec.subject, id);
  const readyFrom = (at: Db | Tx) => prepare({ ...workOf(spec, asker, request, id), db: at });
  for (let attempt = 1; attempt <= PREPARATIONS; attempt += 1) {
    const ready = await readyFrom(db());
    try {
      return await settled((tx) => work(tx, ready));
    } catch (reason) {
      if (!(reason instanceof Outdated)) throw reason;
    }
  }
  return await settled(async (tx) => work(tx, await readyFrom(tx)));
}

/**
 * A unique index refuses what somebody else wrote a moment before; looked at again, the work finds that row and
 * answers for it (a conflict, an existing patient, the first answer to a repeated request).
 */
async function settled<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transaction(work);
  } catch (reason) {
    if (!isUniqueViolation(reason)) throw reason;
    return await transaction(work);
  }
}

const isUniqueViolation = (reason: unknown) =>
  typeof reason === "object" && reason !== null && "code" in reason && reason.code === "P2002";

export const notFound = () => new AppError("not-found", "There is nothing here that you may see.");

async function admit(
  tx: Db | Tx,
  asker: Asker,
  kind: SubjectKind | null,
  id: string,
): Promise<string | null> {
  if (kind === null) return null;
  const found = ID.test(id) ? await visibleSubject(tx, asker.actor, kind, id) : null;
  // One sentence for "no such row" and "not yours": the answer must not tell them apart.
  if (found === null) throw notFound();
  return found.patientId;
}

/** The record is read as part of another: what is new belongs there. */
export const mergedAway = (into: string | null) =>
  new AppError("conflict", "This record was merged into another; nothing was saved. Write to that one.", {
    current: { mergedInto: into },
  });

function workOf<Input>(
  spec: Common<Input>,
  asker: Asker,
  request: OperationRequest,
  id: string,
): Work<Input> {
  const parsed = spec.input.safeParse(request.input ?? {});
  if (!parsed.success) throw invalid(parsed.error);
  return { actor: asker.actor, now: asker.now, input: parsed.data, id, ifMatch: request.ifMatch ?? 0 };
}

function invalid(error: z.ZodError): AppError {
  const fields: FieldProblem[] = error.issues.map((issue) => ({
    path: issue.path.join("."),
    code: issue.code === "unrecognized_keys" ? "unknown-key" : issue.code.replaceAll("_", "-"),
    message: issue.message,
  }));
  return new AppError("invalid", "Some of this cannot be accepted; nothing was saved.", { fields });
}

function eventOf(
  asker: Asker,
  spec: { name: string; subject: SubjectKind | null },
  id: string,
  patientId: string | null,
  note: AuditNote,
): AuditEvent {
  return {
    at: asker.now,
    actorId: asker.actor.userId,
    actorName: asker.actor.name,
    sessionId: asker.actor.sessionId,
    siteId: asker.actor.site.id,
    action: spec.name,
    outcome: "done",
    objectKind: note.objectKind ?? spec.subject,
    objectId: note.objectId ?? (id === "" ? null : id.slice(0, 64)),
    objectVersion: note.objectVersion ?? null,
    patientId: note.patientId ?? patientId,
    detail: note.detail === undefined ? null : JSON.stringify(note.detail),
    reason: note.reason ?? null,
    requestId: asker.requestId,
  };
}
