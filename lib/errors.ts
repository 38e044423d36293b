/** Every refusal the product can answer with, and the HTTP status of each. */
export const ERROR_STATUS = {
  "not-signed-in": 401,
  "origin-refused": 403,
  forbidden: 403,
  "method-not-allowed": 405,
  "media-type-refused": 415,
  "body-too-large": 413,
  "not-json": 400,
  "body-cut-short": 400,
  "not-found": 404,
  invalid: 422,
  "wrong-kind": 422,
  "import-refused": 422,
  "version-required": 428,
  conflict: 409,
  "already-exists": 409,
  "key-reused": 409,
  cancelled: 409,
  "too-many-tries": 429,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldProblem {
  /** Where in the input: "results.2.unit". */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
}

/** A refusal with a sentence for the person who caused it. Nothing is recognised by its text. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[];
  /** What stands now, where the answer is a conflict. */
  readonly current: unknown;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    more: { fields?: readonly FieldProblem[]; current?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = more.fields ?? [];
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}
