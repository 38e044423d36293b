import { z } from "./schema";

/** At which side of the flowsheet its newest column stands. */
export const NEWEST = ["right", "left"] as const;
export type Newest = (typeof NEWEST)[number];

export const preferencesInput = z.strictObject({ newest: z.enum(NEWEST) });
