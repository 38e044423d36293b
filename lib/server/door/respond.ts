import "server-only";
import { AppError, ERROR_STATUS } from "@/lib/errors";
import { databaseFault } from "@/lib/server/database/database-fault";
import { env } from "@/lib/server/env";
import { faultOf, logFault } from "@/lib/server/log";

/** Unsafe methods must come from our own pages: a browser says so in Origin or Sec-Fetch-Site. */
export function checkOrigin(request: Request, method: string): void {
  if (method === "GET") return;
  const origin = request.headers.get("origin");
  const ours = env().publicUrl ?? `${env().https ? "https" : "http"}://${request.headers.get("host")}`;
  const same = origin === null ? request.headers.get("sec-fetch-site") === "same-origin" : origin === ours;
  if (!same) throw new AppError("origin-refused", "This request did not come from Day 29's own pages.");
}

const PRIVATE = { "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" };

export function json(answer: unknown, status: number): Response {
  const version =
    typeof answer === "object" && answer !== null && "version" in answer
      ? { ETag: `"${answer.version}"` }
      : {};
  return Response.json(answer, { status, headers: { ...PRIVATE, ...version } });
}

export function file(one: {
  bytes: Uint8Array;
  mediaType: string;
  name: string;
  dataAsOf: string;
}): Response {
  return new Response(Buffer.from(one.bytes), {
    headers: {
      ...PRIVATE,
      "Content-Type": one.mediaType,
      "Content-Disposition": `attachment; filename="${one.name}"`,
      "X-Data-As-Of": one.dataAsOf,
    },
  });
}

/** Each event leaves by itself: nothing on the way may gather or compress them. */
export function events(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, {
    headers: {
      ...PRIVATE,
      "Cache-Control": "private, no-store, no-transform",
      "Content-Type": "text/event-stream; charset=utf-8",
      "X-Accel-Buffering": "no",
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
