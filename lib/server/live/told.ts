import "server-only";
import type { LiveChange, LivePresence } from "@/lib/contract/live";

/** A committed change on its way to those who may hear of it. */
export interface ToldChange extends Omit<LiveChange, "id"> {
  readonly kind: "change";
  readonly site: string;
}

export interface ToldPresence extends LivePresence {
  readonly kind: "presence";
  readonly site: string;
}

/** A session or a service token is no longer what it was: its streams are looked at again. */
export interface ToldSession {
  readonly kind: "session";
  readonly session: string;
}

/** What the processes of one hospital tell each other. */
export type Told = ToldChange | ToldPresence | ToldSession;

const isText = (value: unknown): value is string => typeof value === "string";

/** Reads what another process has told; null for whatever else came over the channel. */
export function readTold(payload: string | undefined): Told | null {
  try {
    const told = JSON.parse(payload ?? "") as Partial<Record<string, unknown>> | null;
    if (told?.kind === "session") return isText(told.session) ? (told as unknown as Told) : null;
    if (!isText(told?.site) || !isText(told.by)) return null;
    if (told.kind === "presence") return isText(told.patient) ? (told as unknown as Told) : null;
    return told.kind === "change" && Array.isArray(told.patients) ? (told as unknown as Told) : null;
  } catch {
    return null;
  }
}
