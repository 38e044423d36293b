import "server-only";
import { AppError } from "@/lib/errors";

export const JSON_LIMIT = 1024 * 1024;
export const FILE_LIMIT = 25 * 1024 * 1024;
const JSON_DEPTH = 32;

/** The whole body within its limit; one cut short of its announced length is refused. */
export async function bodyBytes(request: Request, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  const tooLarge = () =>
    new AppError(
      "body-too-large",
      `This is larger than ${Math.round(limit / 1024 / 1024)} MB; nothing was read.`,
    );
  if (announced > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Read by hand: a body without a length must not fill the memory before it is refused.
    const reader = request.body?.getReader();
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) break;
      size += part.value.byteLength;
      if (size > limit) {
        await reader?.cancel();
        throw tooLarge();
      }
      chunks.push(part.value);
    }
  } catch (reason) {
    if (reason instanceof AppError) throw reason;
    throw cutShort();
  }
  if (Number.isFinite(announced) && size < announced) throw cutShort();
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

const cutShort = () =>
  new AppError("body-cut-short", "The upload ended before all of it arrived; nothing was saved.");

export function jsonIn(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("not-json", "The body is not JSON in UTF-8.");
  }
  if (depth(value, JSON_DEPTH) > JSON_DEPTH) throw new AppError("invalid", "The body is nested too deeply.");
  return value;
}

/** Depth of nesting, counted no further than one past the limit. */
function depth(value: unknown, limit: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (limit === 0) return 1;
  return 1 + Math.max(0, ...Object.values(value).map((inner) => depth(inner, limit - 1)));
}
