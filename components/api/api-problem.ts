import { ERROR_STATUS, type ErrorCode, type FieldProblem } from "@/lib/errors";

/** What can go wrong between this page and the server, beside the server's own refusals. */
export type ProblemCode = ErrorCode | "network-lost" | "answer-unreadable" | "cancelled";

export interface ApiProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly fields: readonly FieldProblem[];
  /** How many fields were refused; the server names only the first ones. */
  readonly total: number;
  /** What stands now, where the answer is a conflict. */
  readonly current: unknown;
  readonly requestId: string | null;
  /** True: the server answered that it wrote nothing. False: it may have, only the answer is missing. */
  readonly nothingWritten: boolean;
  /** Part of it was mended since: it is no news, and must not move the focus. */
  readonly mended?: true;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly RefusedField[];
  readonly total: number | undefined;
  readonly current: unknown;
  readonly requestId: string | null;
}

interface RefusedField {
  readonly path: string;
  readonly code: string;
  readonly message: string | undefined;
  readonly suggestion: string | undefined;
}

type Unread = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unread =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

/** By hand: a schema library would weigh more than the rest of the page. Null where it is not a refusal of ours. */
function refusalOf(body: unknown): Refusal | null {
  if (!isObject(body) || !isObject(body.error)) return null;
  const { code, message, fields = [], total, current } = body.error;
  const { requestId = null } = body;
  if (typeof code !== "string" || typeof message !== "string" || !Array.isArray(fields)) return null;
  if (requestId !== null && typeof requestId !== "string") return null;
  if (total !== undefined && typeof total !== "number") return null;
  const read = fields.map(refusedField);
  if (read.includes(null)) return null;
  return { code, message, fields: read.filter((field) => field !== null), total, current, requestId };
}

function refusedField(field: unknown): RefusedField | null {
  if (!isObject(field) || typeof field.path !== "string" || typeof field.code !== "string") return null;
  const { path, code } = field;
  return { path, code, message: textOf(field.message), suggestion: textOf(field.suggestion) };
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_STATUS, code);

/** Sentences for refusals whose cure lies outside the form; every other one is said in the server's words. */
const CURES: Partial<Record<ProblemCode, string>> = {
  "not-signed-in":
    "You are signed out. What you typed is still here: sign in again in another tab, then save again.",
  "key-reused":
    "An earlier save of this form reached the server although its answer was lost. Look at the record before you save again.",
  unavailable:
    "The server cannot save at the moment. What you typed is still here; save again in a few seconds.",
};

/** Reads a refusal by its code; a body that is not ours (a proxy's page, say) becomes a plain sentence. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const refusal = refusalOf(body);
  // Only a refusal below 500 proves that nothing was written: a gateway may time out after the commit.
  const nothingWritten = status >= 400 && status < 500;
  if (refusal === null || !isErrorCode(refusal.code)) {
    return {
      code: "answer-unreadable",
      message: `The server answered in a way this page does not understand (status ${status}). What you typed is still here.`,
      fields: [],
      total: 0,
      current: undefined,
      requestId: null,
      nothingWritten,
    };
  }
  const { code, message, fields, total, current, requestId } = refusal;
  return {
    code,
    message: CURES[code] ?? message,
    fields: fields.map(({ path, code: fieldCode, message: sentence, suggestion }) => ({
      path,
      code: fieldCode,
      message: sentence ?? message,
      ...(suggestion === undefined ? {} : { suggestion }),
    })),
    total: total ?? fields.length,
    current,
    requestId,
    nothingWritten,
  };
}

export function networkLost(): ApiProblem {
  return {
    code: "network-lost",
    message:
      "The network is gone, so it is not known whether this was saved. Everything you typed is still here; saving again cannot create it twice.",
    fields: [],
    total: 0,
    current: undefined,
    requestId: null,
    nothingWritten: false,
  };
}

export function cancelled(): ApiProblem {
  return { ...networkLost(), code: "cancelled", message: "Cancelled before the server answered." };
}

/** The first refusal of one field: exactly this path, or anything beneath it. */
export function problemAt(
  problems: readonly FieldProblem[] | undefined,
  path: string,
): FieldProblem | undefined {
  return problems?.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
}

/** The problem without the refusals of one field; null where nothing else was refused. */
export function withoutProblemAt(problem: ApiProblem | null, path: string): ApiProblem | null {
  if (problem === null || problemAt(problem.fields, path) === undefined) return problem;
  const fields = problem.fields.filter((field) => problemAt([field], path) === undefined);
  const total = problem.total - (problem.fields.length - fields.length);
  return total === 0 ? null : { ...problem, fields, total, mended: true };
}

/** Refusals that belong to none of the fields on the screen: they are said at the top instead of nowhere. */
export function problemsElsewhere(
  problems: readonly FieldProblem[],
  shown: readonly string[],
): readonly FieldProblem[] {
  return problems.filter(
    ({ path }) => !shown.some((field) => path === field || path.startsWith(`${field}.`)),
  );
}
