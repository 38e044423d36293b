import { TOKEN_SCOPES, type TokenScope } from "@/lib/permissions";
import { line } from "./primitives";
import { z } from "./schema";

export const tokenRequest = z.strictObject({
  /** What the program is called in the audit. */
  name: line(120),
  permissions: z
    .array(z.enum(TOKEN_SCOPES))
    .min(1, { error: "Choose what the program may do." })
    .max(TOKEN_SCOPES.length)
    .refine((given) => new Set(given).size === given.length, { error: "Name each permission once." }),
});

export const tokenRevocation = z.strictObject({ reason: line(500) });

export interface ServiceTokenAnswer {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly permissions: readonly TokenScope[];
  readonly createdAt: string;
  readonly createdBy: string;
  /** To the minute. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** The one answer that shows a token; null where the request is a repeated one. */
export interface NewServiceTokenAnswer extends ServiceTokenAnswer {
  readonly token: string | null;
}
