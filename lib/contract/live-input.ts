import { SURFACES } from "./live";
import { z } from "./schema";

/** Said of a stream by the page that opens it: the last event it knows, so that only what came after is sent. */
export const streamInput = z.strictObject({ after: z.string().max(64).optional() });

/** A sign of life that keeps somebody's presence for as long as `PRESENCE_MS`. */
export const presenceInput = z.strictObject({
  /** One page of one browser. */
  tab: z.string().regex(/^[0-9a-zA-Z-]{1,64}$/),
  surface: z.enum(SURFACES),
  /** The report that is being typed into, "new" for one not yet recorded; null: only open. */
  row: z
    .string()
    .regex(/^[0-9a-zA-Z-]{1,64}$/)
    .nullable()
    .default(null),
  gone: z.boolean().default(false),
});
export type PresenceInput = z.infer<typeof presenceInput>;
