import "server-only";
import { v7 as newId } from "uuid";
import { AppError } from "@/lib/errors";
import { askerOfRequest } from "@/lib/server/session/request-asker";
import type { Asker } from "./actor";
import type { Operation } from "./operation";
import { bodyBytes, FILE_LIMIT, JSON_LIMIT, jsonIn, queryIn } from "./request-body";
import { checkOrigin, json, refusal } from "./respond";

type Params = Readonly<Record<string, string>>;

/** How one method of a route reaches its operation. */
export interface Endpoint<Answer = unknown> {
  readonly operation: Operation<Answer>;
  /** Where the input is. json: a JSON body. file: raw bytes of one of `mediaTypes`. query: the address. none: no input. */
  readonly body: "none" | "query" | "json" | "file";
  readonly mediaTypes?: readonly string[];
  readonly status?: 200 | 201;
  /** Asked by the page and not by the person: it keeps no session alive. */
  readonly background?: true;
  /** The operation's input; by default the body. */
  readonly input?: (request: Request, body: unknown) => unknown;
  readonly answer?: (answer: Answer) => Response;
}

/** Fixes the answer's type once, so that `answer` is checked against the operation. */
export const endpoint = <Answer>(one: Endpoint<Answer>): Endpoint => one as Endpoint;

interface RouteContext {
  readonly params: Promise<Params | undefined>;
}

/** A handler carries its endpoint so that the access matrix can walk what is really served. */
export interface Handler {
  (request: Request, context: RouteContext): Promise<Response>;
  readonly endpoint: Endpoint | null;
}

export const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
type Method = (typeof METHODS)[number];
type Served = Partial<Record<Exclude<Method, "PUT" | "DELETE">, Endpoint>>;

/** All methods of one route; the id of the subject is the route's only `[…Id]` segment. */
export function resource(endpoints: Served): Record<Method, Handler> {
  const handlers = METHODS.map((method): [Method, Handler] => {
    const found = (endpoints as Partial<Record<Method, Endpoint>>)[method] ?? null;
    const handle = (request: Request, context: RouteContext) =>
      answered(request, found?.background === true, async (asker) => {
        // No browser sends a service token by itself, so a request that bears one was not made by another site's page.
        if (asker.actor.scopes === undefined) checkOrigin(request, method);
        if (found === null) throw new AppError("method-not-allowed", `This address does not take ${method}.`);
        // A route without a dynamic segment is called without params.
        return await served(found, request, (await context.params) ?? {}, asker);
      });
    return [method, Object.assign(handle, { endpoint: found })];
  });
  return Object.fromEntries(handlers) as Record<Method, Handler>;
}

async function served(found: Endpoint, request: Request, params: Params, asker: Asker): Promise<Response> {
  const id = Object.values(params)[0];
  const body = await bodyOf(request, found);
  const answer = await found.operation(asker, {
    ...(id === undefined ? {} : { id }),
    input: found.input === undefined ? body : found.input(request, body),
    ifMatch: ifMatchOf(request),
    idempotencyKey: request.headers.get("idempotency-key")?.slice(0, 128) ?? null,
  });
  return found.answer === undefined ? json(answer, found.status ?? 200) : found.answer(answer);
}

async function answered(
  request: Request,
  background: boolean,
  work: (asker: Asker) => Promise<Response>,
): Promise<Response> {
  let requestId = newId();
  try {
    const asker = await askerOfRequest(request, background);
    requestId = asker.requestId;
    return await work(asker);
  } catch (reason) {
    return refusal(reason, requestId);
  }
}

async function bodyOf(request: Request, found: Endpoint): Promise<unknown> {
  if (found.body === "none") return undefined;
  if (found.body === "query") return queryIn(request.url);
  const given = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const taken = found.body === "json" ? ["application/json"] : (found.mediaTypes ?? []);
  if (!taken.includes(given)) {
    throw new AppError("media-type-refused", `Send this as ${taken.join(" or ")}.`);
  }
  const bytes = await bodyBytes(request, found.body === "json" ? JSON_LIMIT : FILE_LIMIT);
  return found.body === "json" ? jsonIn(bytes) : bytes;
}

/** `If-Match: "3"`; anything else that is not a version counts as none. */
function ifMatchOf(request: Request): number | null {
  const found = /^"?(\d{1,9})"?$/.exec(request.headers.get("if-match") ?? "");
  return found?.[1] === undefined ? null : Number(found[1]);
}
