import type { ImportCounts } from "./import";
import { z } from "./schema";

/** MSA-1 in HL7's original acknowledgement mode: accepted, refused for its content, not taken. */
export const ACKS = ["AA", "AE", "AR"] as const;
export type Ack = (typeof ACKS)[number];

export const feedPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The last message of the page before. */
  cursor: z.string().max(64).nullable().default(null),
  ack: z.enum(ACKS).nullable().default(null),
});

/** How one message was answered; `reason` never holds what the message said. */
export interface FeedAnswer {
  readonly id: string;
  readonly ack: Ack;
  /** Code of the refusal; null where the message was accepted. */
  readonly code: string | null;
  readonly reason: string | null;
  readonly controlId: string | null;
  readonly importId: string | null;
  readonly counts: ImportCounts | null;
  /** Rows that wait for a person to name a patient or an analyte. */
  readonly waiting: number;
}

/** One message as its administrator sees it: no name, no value. */
export interface FeedMessageAnswer {
  readonly id: string;
  readonly receivedAt: string;
  /** Address the message came from. */
  readonly peer: string | null;
  /** Application and facility as the message names them; null where it was refused. */
  readonly sender: string | null;
  readonly controlId: string | null;
  readonly messageType: string | null;
  readonly size: number;
  readonly ack: Ack;
  readonly reason: string | null;
  readonly waiting: number;
}

export interface FeedPageAnswer {
  readonly items: readonly FeedMessageAnswer[];
  readonly next: string | null;
  readonly total: number;
}

export type AckCounts = Readonly<Record<Ack, number>>;

export interface FeedSummaryAnswer {
  /** By the site's calendar, today first. */
  readonly days: readonly (AckCounts & { readonly date: string })[];
  /** By the address they send from, the one heard of last first. */
  readonly senders: readonly (AckCounts & {
    readonly peer: string | null;
    readonly sender: string | null;
    readonly lastAt: string;
    readonly lastAck: Ack;
  })[];
}
