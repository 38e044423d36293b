import "server-only";
import { z } from "zod";
import { verifyAudit } from "@/lib/server/door/audit";
import { operation } from "@/lib/server/door/operation";

const pageInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Entries before this place in the chain. */
  cursor: z.coerce.number().int().min(1).nullable().default(null),
});

interface AuditRow {
  seq: number;
  at: string;
  actorName: string | null;
  action: string;
  outcome: string;
  objectKind: string | null;
  objectId: string | null;
  objectVersion: number | null;
  reason: string | null;
}

const item = (row: AuditRow) => ({
  seq: row.seq,
  at: row.at,
  actor: row.actorName ?? "not signed in",
  action: row.outcome === "done" ? row.action : `${row.action} (${row.outcome})`,
  object:
    row.objectKind === null ? null : `${row.objectKind}${row.objectId === null ? "" : ` ${row.objectId}`}`,
  version: row.objectVersion,
  reason: row.reason,
});

const onePage = <Row extends AuditRow>(rows: readonly Row[], limit: number) => {
  const items = rows.slice(0, limit).map(item);
  return { items, next: rows.length > limit ? String(items.at(-1)?.seq) : null };
};

/** Corrections and accesses of one patient, newest first. */
export const readHistory = operation({
  name: "patient.history",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: pageInput,
  run: async ({ db, id, input }) => {
    const { absorbed } = await db.patient.findUniqueOrThrow({
      where: { id },
      select: { absorbed: { select: { id: true } } },
    });
    const where = { patientId: { in: [id, ...absorbed.map((one) => one.id)] } };
    const [rows, total] = await Promise.all([
      db.auditEntry.findMany({
        where: input.cursor === null ? where : { ...where, seq: { lt: input.cursor } },
        orderBy: { seq: "desc" },
        take: input.limit + 1,
      }),
      db.auditEntry.count({ where }),
    ]);
    return { answer: { ...onePage(rows, input.limit), total }, audit: {} };
  },
});

/** Who did what at this site: names of fields and objects, never a clinical value. */
export const listAudit = operation({
  name: "audit.list",
  kind: "read",
  permission: "audit:list",
  subject: null,
  input: pageInput,
  run: async ({ db, input, actor }) => {
    const where = { OR: [{ siteId: actor.site.id }, { siteId: null }] };
    const [rows, total] = await Promise.all([
      db.auditEntry.findMany({
        where: input.cursor === null ? where : { AND: [where, { seq: { lt: input.cursor } }] },
        orderBy: { seq: "desc" },
        take: input.limit + 1,
      }),
      db.auditEntry.count({ where }),
    ]);
    return { answer: { ...onePage(rows, input.limit), total }, audit: { objectKind: "audit" } };
  },
});

export const checkAudit = operation({
  name: "audit.verify",
  kind: "read",
  permission: "audit:list",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db }) => {
    const answer = await verifyAudit(db);
    return { answer, audit: { objectKind: "audit", detail: answer } };
  },
});
