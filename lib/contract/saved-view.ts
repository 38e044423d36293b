import { z } from "./schema";

const name = z.string().trim().min(1).max(60);
/** The query of the worklist's address without its page: filters and sort, never search text. */
const query = z
  .string()
  .max(400)
  .regex(/^$|^[a-zA-Z]+=[a-zA-Z0-9-]+(&[a-zA-Z]+=[a-zA-Z0-9-]+)*$/, "Only filters and a sort can be kept.");

export const savedViewInput = z.strictObject({ name, query, opens: z.boolean().default(false) });
export type SavedViewInput = z.infer<typeof savedViewInput>;

export const savedViewEdit = z.strictObject({ name, opens: z.boolean() });

export interface SavedViewAnswer {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly query: string;
  /** The worklist opens with it. */
  readonly opens: boolean;
}
