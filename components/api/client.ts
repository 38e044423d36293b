import { type ApiProblem, cancelled, networkLost, problemOf } from "./api-problem";

export type Sent<T> =
  | { readonly ok: true; readonly value: T; readonly status: number }
  | { readonly ok: false; readonly problem: ApiProblem };

interface Sending {
  /** One per form instance: the same key twice creates once. */
  readonly idempotencyKey?: string;
  /** The version the person was looking at. */
  readonly version?: number;
  readonly signal?: AbortSignal;
}

/** Reads; search text and identifiers never stand in a path. */
export function get<T>(path: string, sending: Pick<Sending, "signal"> = {}): Promise<Sent<T>> {
  return send<T>("GET", path, null, null, sending);
}

/** Creates; paths are relative to /api/v1. */
export function post<T>(path: string, body: unknown, sending: Sending = {}): Promise<Sent<T>> {
  return send<T>("POST", path, JSON.stringify(body), "application/json", sending);
}

export function patch<T>(path: string, body: unknown, sending: Sending = {}): Promise<Sent<T>> {
  return send<T>("PATCH", path, JSON.stringify(body), "application/json", sending);
}

/** Sends a file byte for byte: its encoding is the server's to decide. */
export function postBytes<T>(
  path: string,
  bytes: Blob,
  contentType: string,
  sending: Sending = {},
): Promise<Sent<T>> {
  return send<T>("POST", path, bytes, contentType, sending);
}

let wroteAt = Number.NEGATIVE_INFINITY;
/** A change is heard of at its commit; the answer that says so to this page may take a moment longer. */
const JUST_NOW_MS = 3_000;

/** Whether this very page has sent a change a moment ago. */
export const wroteJustNow = (): boolean => performance.now() - wroteAt < JUST_NOW_MS;

async function send<T>(
  method: "GET" | "POST" | "PATCH",
  path: string,
  body: BodyInit | null,
  contentType: string | null,
  { idempotencyKey, version, signal }: Sending,
): Promise<Sent<T>> {
  const headers = new Headers({ accept: "application/json" });
  if (contentType !== null) headers.set("content-type", contentType);
  if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
  if (version !== undefined) headers.set("if-match", `"${version}"`);
  if (method !== "GET") wroteAt = performance.now();
  let status: number;
  let text: string;
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method,
      headers,
      body,
      credentials: "same-origin",
      cache: "no-store",
      // A redirect would replay the body somewhere else; our routes never redirect.
      redirect: "error",
      ...(signal ? { signal } : {}),
    });
    status = response.status;
    text = await response.text();
  } catch {
    // fetch rejects for a lost network and for an aborted signal only; the signal tells which.
    return { ok: false, problem: signal?.aborted ? cancelled() : networkLost() };
  }
  const answer = parsed(text);
  return status >= 200 && status < 300 && answer !== undefined
    ? { ok: true, status, value: answer as T }
    : { ok: false, problem: problemOf(status, answer) };
}

/** Undefined where the body is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
