import "server-only";
import { randomUUID } from "node:crypto";
import { type LiveChange, type LiveEvents, YOU } from "@/lib/contract/live";
import type { Actor } from "@/lib/server/door/actor";
import { faultOf, logFault } from "@/lib/server/log";
import { PresenceBoard } from "./presence-board";
import type { Told, ToldChange } from "./told";

/** One open stream, as the hub sees it. */
export interface Reader {
  readonly actor: Actor;
  send<Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name], id?: string): void;
  end(): void;
}

/** What a reader of the stream must be allowed. */
export const READS = "patient:read";

/** Changes that a returning reader can still be sent. */
const KEPT = 500;
const BEAT_MS = 15_000;
export const STREAMS_OF_A_SESSION = 8;
export const STREAMS_IN_ALL = 2_000;

/** Which of these still may hear of their site, asked of the database at once for all of them. */
export type Standing = (actors: readonly Actor[]) => Promise<ReadonlySet<Actor>>;

/** Clocks of two processes may differ by this much, in milliseconds: a change heard twice is harmless. */
const CLOCKS_MS = 5_000;

interface Kept {
  readonly seq: number;
  readonly ms: number;
  readonly told: ToldChange;
}

/** Everybody in this process who is told of changes; only those whose session still stands are. */
export class LiveHub {
  readonly presence = new PresenceBoard();
  /** Each reader, and the last change that it was handed. */
  private readonly readers = new Map<Reader, number>();
  private readonly epoch = randomUUID();
  private kept: readonly Kept[] = [];
  private seq = 0;
  /** Everything from this moment on is known here. */
  private knownSince = Date.now();
  private waiting: ((reader: Reader) => void)[] = [];
  private delivering = false;
  private beat: NodeJS.Timeout | null = null;

  constructor(private readonly standing: Standing) {}

  get size(): number {
    return this.readers.size;
  }

  /** How far this process has heard now; a page that is made now knows everything up to here. */
  get position(): string {
    return this.idOf(this.seq, Date.now());
  }

  streamsOf(sessionId: string): number {
    return [...this.readers.keys()].filter(({ actor }) => actor.sessionId === sessionId).length;
  }

  /** From here on the reader is told; first of what came after the event, or the page, that it knows. */
  add(reader: Reader, after: string | null): void {
    const since = after === null ? this.seq : this.placeOf(after);
    reader.send("hello", { missed: since === null }, this.position);
    this.readers.set(reader, since ?? this.seq);
    for (const one of this.kept) this.hand(reader, one);
    this.beat ??= setInterval(() => this.deliver((one) => one.send("beat", {})), BEAT_MS).unref();
  }

  remove(reader: Reader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0 || this.beat === null) return;
    clearInterval(this.beat);
    this.beat = null;
  }

  /** Something has been committed, here or in another process. */
  take(told: Told): void {
    if (told.kind === "session") {
      if (this.streamsOf(told.session) > 0) this.deliver(() => {});
      return;
    }
    if (told.kind === "presence") {
      const { kind: _, site, ...presence } = told;
      this.presence.put(site, presence, Date.now());
      this.deliver((reader) => {
        const { id, userId } = { id: reader.actor.site.id, userId: reader.actor.userId };
        if (id === site)
          reader.send("presence", { ...presence, by: presence.by === userId ? YOU : presence.by });
      });
      return;
    }
    this.seq += 1;
    const one = { seq: this.seq, ms: Date.now(), told };
    const [dropped] = this.kept.length < KEPT ? [] : this.kept;
    if (dropped !== undefined) this.knownSince = dropped.ms + 1;
    this.kept = [...this.kept.slice(1 - KEPT), one];
    this.deliver((reader) => this.hand(reader, one));
  }

  /** Some of what others told was lost: every reader looks for itself, and nothing older can be sent again. */
  missed(): void {
    this.seq += 1;
    this.kept = [];
    this.knownSince = Date.now();
    const id = this.position;
    this.deliver((reader) => reader.send("missed", {}, id));
  }

  /** Ends every stream, so that the process can stop. */
  endAll(): void {
    for (const reader of [...this.readers.keys()]) reader.end();
  }

  private hand(reader: Reader, { seq, ms, told }: Kept): void {
    if (seq <= (this.readers.get(reader) ?? seq)) return;
    this.readers.set(reader, seq);
    const { kind: _, site, ...change } = told;
    if (reader.actor.site.id !== site) return;
    const id = this.idOf(seq, ms);
    const by = told.by === reader.actor.userId ? YOU : told.by;
    reader.send("change", { ...change, id, by } satisfies LiveChange, id);
  }

  private idOf = (seq: number, ms: number) => `${this.epoch}.${seq}.${ms}`;

  /** The last change that is part of `after`; null where what came after it is not known here any more. */
  private placeOf(after: string): number | null {
    const [epoch, ...numbers] = after.split(".");
    const [seq = Number.NaN, ms = Number.NaN] = numbers.map(Number);
    if (epoch === this.epoch) {
      const oldest = this.kept[0]?.seq ?? this.seq + 1;
      return seq >= oldest - 1 && seq <= this.seq ? seq : null;
    }
    // From another process: its clock says what it knew.
    const from = ms - CLOCKS_MS;
    if (!(from >= this.knownSince)) return null;
    const next = this.kept.find((one) => one.ms > from);
    return next === undefined ? this.seq : next.seq - 1;
  }

  /** Hands on in order, and each time only after the sessions were looked at: one question for all of them. */
  private deliver(hand: (reader: Reader) => void): void {
    this.waiting.push(hand);
    if (!this.delivering) void this.deliverWaiting();
  }

  private async deliverWaiting(): Promise<void> {
    this.delivering = true;
    while (this.waiting.length > 0) {
      const hands = this.waiting;
      this.waiting = [];
      const readers = [...this.readers.keys()];
      if (readers.length === 0) continue;
      const stand = await this.stillStanding(readers);
      for (const reader of readers) {
        if (!this.readers.has(reader)) continue;
        if (stand === null) reader.end();
        else if (stand.has(reader.actor)) for (const hand of hands) hand(reader);
        else {
          reader.send("ended", {});
          reader.end();
        }
      }
    }
    this.delivering = false;
  }

  /** Null where the database does not say: then nobody is told anything, and every reader asks again. */
  private async stillStanding(readers: readonly Reader[]): Promise<ReadonlySet<Actor> | null> {
    try {
      return await this.standing(readers.map(({ actor }) => actor));
    } catch (reason) {
      logFault({ operation: "events.open", fault: faultOf(reason) });
      return null;
    }
  }
}
