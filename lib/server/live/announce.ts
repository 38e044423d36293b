import "server-only";
import { db, engine, type Tx } from "@/lib/server/database/db";
import type { AuditEvent } from "@/lib/server/door/audit";
import { faultOf, logFault } from "@/lib/server/log";
import { live } from "./live";
import { CHANNEL } from "./postgres-channel";
import type { Told, ToldChange, ToldPresence } from "./told";

/** PostgreSQL carries less than 8,000 bytes; a page shows fewer patients than this, or looks for itself. */
const LISTED = 100;

/** What there is to tell of a write, from its own audit entries; null where it concerns no patient. */
export function changeOf(events: readonly AuditEvent[], wholeSite: boolean): ToldChange | null {
  const [event] = events;
  if (event === undefined || event.siteId === null || event.actorId === null) return null;
  const patients = [...new Set(events.flatMap(({ patientId }) => patientId ?? []))];
  if (patients.length === 0 && !wholeSite) return null;
  const { objectKind, objectId, objectVersion } = event;
  const isReport = objectKind === "report" && objectId !== null && objectVersion !== null;
  return {
    kind: "change",
    site: event.siteId,
    what: event.action,
    patients: patients.slice(0, LISTED),
    total: patients.length,
    report: isReport ? { key: objectId, version: objectVersion } : null,
    by: event.actorId,
    at: event.at,
  };
}

/** On PostgreSQL a change is told by its own transaction: every process hears it with the commit, or never. */
export async function announceWithin(tx: Tx, told: ToldChange): Promise<void> {
  if (engine() === "postgresql") await notify(tx, told);
}

/** On SQLite there is one process, and the change is told once it has committed. */
export function announce(told: Told): void {
  if (engine() === "sqlite") live().take(told);
}

/** Who is where is of no transaction and stored nowhere. */
export async function announcePresence(told: ToldPresence): Promise<void> {
  if (engine() === "postgresql") await notify(db(), told);
  else announce(told);
}

/** A session has ended, or stands elsewhere now; a stream that does not hear of it ends with its next look at the row. */
export function sessionChanged(session: string): void {
  const told: Told = { kind: "session", session };
  announce(told);
  if (engine() === "postgresql")
    notify(db(), told).catch((reason: unknown) => {
      logFault({ operation: "live.session", fault: faultOf(reason) });
    });
}

async function notify(tx: Tx, told: Told): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(told)})`;
}
