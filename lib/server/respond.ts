import "server-only";
import { v7 as newId } from "uuid";
import { AppError, ERROR_STATUS } from "@/lib/errors";
import type { Asker } from "./actor";
import { databaseFault } from "./database-fault";
import { env } from "./env";
import { faultOf, logFault } from "./log";
import type { Operation, OperationRequest } from "./operation";
import { bodyBytes, FILE_LIMIT, JSON_LIMIT, jsonIn } from "./request-body";
import { askerOf } from "./session";

type Method = "GET" | "POST" | "PATCH";
type Params = Readonly<Record<string, string>>;

/** How one method of a route reaches its operation. */
export interface Endpoint<Answer = unknown> {
  readonly operation: Operation<Answer>;
  /** Where the input is. json: a JSON body. file: raw bytes of one of `mediaTypes`. query: the address. none: no input. */
  readonly body: "none" | "query" | "json" | "file";
  readonly mediaTypes?: readonly string[];
  readonly status?: 200 | 201;
  /** The operation's input; by default the body. */
  readonly input?: (request: Request, body: unknown, params: Params) => unknown;
  readonly answer?: (answer: Answer) => Response;
}

/** Fixes the answer's type once, so that `answer` is checked against the operation. */
export const endpoint = <Answer>(one: Endpoint<Answer>): Endpoint => one as Endpoint;

type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;
const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

/** All methods of one route; the id of the subject is the route's only `[…Id]` segment. */
export function resource(
  endpoints: Partial<Record<Method, Endpoint>>,
): Record<(typeof METHODS)[number], Handler> {
  const handler =
    (method: (typeof METHODS)[number]): Handler =>
    (request, context) =>
      answered(request, async (asker) => {
        checkOrigin(request, method);
        const found = method === "PUT" || method === "DELETE" ? undefined : endpoints[method];
        if (found === undefined) {
          throw new AppError("method-not-allowed", `This address does not take ${method}.`);
        }
        const params = await context.params;
        const body = await bodyOf(request, found);
        const answer = await found.operation(asker, {
          ...subjectId(params),
          input: found.input === undefined ? body : found.input(request, body, params),
          ifMatch: ifMatchOf(request),
          idempotencyKey: request.headers.get("idempotency-key")?.slice(0, 128) ?? null,
        });
        return found.answer === undefined ? json(answer, found.status ?? 200) : found.answer(answer);
      });
  return Object.fromEntries(METHODS.map((method) => [method, handler(method)])) as ReturnType<
    typeof resource
  >;
}

function subjectId(params: Params): Pick<OperationRequest, "id"> {
  const id = Object.values(params)[0];
  return id === undefined ? {} : { id };
}

async function answered(request: Request, work: (asker: Asker) => Promise<Response>): Promise<Response> {
  let requestId = newId();
  try {
    const asker = await askerOf(request.headers.get("cookie"));
    requestId = asker.requestId;
    return await work(asker);
  } catch (reason) {
    return refusal(reason, requestId);
  }
}

async function bodyOf(request: Request, found: Endpoint): Promise<unknown> {
  if (found.body === "none") return undefined;
  if (found.body === "query") return Object.fromEntries(new URL(request.url).searchParams);
  const given = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const taken = found.body === "json" ? ["application/json"] : (found.mediaTypes ?? []);
  if (!taken.includes(given)) {
    throw new AppError("media-type-refused", `Send this as ${taken.join(" or ")}.`);
  }
  const bytes = await bodyBytes(request, found.body === "json" ? JSON_LIMIT : FILE_LIMIT);
  return found.body === "json" ? jsonIn(bytes) : bytes;
}

/** Unsafe methods must come from our own pages: a browser says so in Origin or Sec-Fetch-Site. */
export function checkOrigin(request: Request, method: string): void {
  if (method === "GET") return;
  const origin = request.headers.get("origin");
  const ours = env().publicUrl ?? `${env().https ? "https" : "http"}://${request.headers.get("host")}`;
  const same = origin === null ? request.headers.get("sec-fetch-site") === "same-origin" : origin === ours;
  if (!same) throw new AppError("origin-refused", "This request did not come from Day 29's own pages.");
}

/** `If-Match: "3"`; anything else that is not a version counts as none. */
function ifMatchOf(request: Request): number | null {
  const found = /^"?(\d{1,9})"?$/.exec(request.headers.get("if-match") ?? "");
  return found?.[1] === undefined ? null : Number(found[1]);
}

const PRIVATE = { "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" };

function json(answer: unknown, status: number): Response {
  const version =
    typeof answer === "object" && answer !== null && "version" in answer
      ? { ETag: `"${answer.version}"` }
      : {};
  return Response.json(answer, { status, headers: { ...PRIVATE, ...version } });
}

export function file(bytes: Uint8Array, mediaType: string, name: string, dataAsOf: string): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      ...PRIVATE,
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${name}"`,
      "X-Data-As-Of": dataAsOf,
    },
  });
}

const FIELDS_SHOWN = 10;

/** A refusal in words; whatever is not one is a fault of ours, logged without data and answered without detail. */
export function refusal(reason: unknown, requestId: string): Response {
  const error = reason instanceof AppError ? reason : unexpected(reason, requestId);
  const headers: Record<string, string> = { ...PRIVATE };
  if (error.retryAfterSeconds !== null) headers["Retry-After"] = String(error.retryAfterSeconds);
  const fields = error.fields
    .slice(0, FIELDS_SHOWN)
    .map((field) => ({ ...field, path: field.path.slice(0, 60) }));
  return Response.json(
    {
      error: {
        code: error.code,
        message: error.message,
        fields,
        total: error.fields.length,
        ...(error.current === undefined ? {} : { current: error.current }),
      },
      requestId,
    },
    { status: ERROR_STATUS[error.code], headers },
  );
}

function unexpected(reason: unknown, requestId: string): AppError {
  logFault({ requestId, fault: faultOf(reason), code: databaseFault(reason) ?? "unexpected" });
  return new AppError(
    "unavailable",
    "Day 29 cannot answer this now; nothing was saved. Try again in a moment.",
    {
      retryAfterSeconds: 5,
    },
  );
}
