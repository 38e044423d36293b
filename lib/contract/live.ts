/** Where somebody has a patient's results open. */
export const SURFACES = ["grid", "ward", "correction"] as const;
export type Surface = (typeof SURFACES)[number];

/** A sign of life keeps somebody's presence for so long. */
export const PRESENCE_MS = 20_000;

/** Who changed something, as a reader of the stream is told: "you", or the id of somebody else. */
export const YOU = "you";

/** A committed change: what kind and whose record, never a name or a value. */
export interface LiveChange {
  /** Its place in the stream. */
  readonly id: string;
  /** The operation's name, "report.record". */
  readonly what: string;
  /** None: anybody of the site. */
  readonly patients: readonly string[];
  /** More than are listed where a large import touched them. */
  readonly total: number;
  readonly report: { readonly key: string; readonly version: number } | null;
  readonly by: string;
  readonly at: string;
}

export interface LivePresence {
  readonly patient: string;
  readonly by: string;
  readonly tab: string;
  readonly surface: Surface;
  readonly row: string | null;
  readonly gone: boolean;
}

/** What the event stream sends, by the name of the event. */
export interface LiveEvents {
  /** First of all; missed: something may have happened since `after` that cannot be sent again. */
  readonly hello: { readonly missed: boolean };
  readonly change: LiveChange;
  readonly presence: LivePresence;
  /** Some events were lost on their way here. */
  readonly missed: Record<string, never>;
  /** Every fifteen seconds, so that a dead line is noticed. */
  readonly beat: Record<string, never>;
  /** The session is over: there is no use in coming back with it. */
  readonly ended: Record<string, never>;
}

/** Somebody of the site, for the names of those an event speaks of. */
export interface PersonName {
  readonly id: string;
  readonly name: string;
}
