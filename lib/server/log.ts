import "server-only";
import pino from "pino";

/** Only these fields ever reach the log: never a name, an MRN or a value. */
interface LogFields {
  readonly requestId?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly code?: string;
  /** Class and code of a fault; its message may hold data and stays out. */
  readonly fault?: string;
}

const logger = pino({ level: process.env.DAY29_LOG_LEVEL ?? "warn", base: null });

export const logFault = (fields: LogFields) => logger.error(fields);

/** What may be said of an unexpected error: its class, code and where it was thrown, not its message. */
export function faultOf(reason: unknown): string {
  if (!(reason instanceof Error)) return typeof reason;
  const code = "code" in reason && typeof reason.code === "string" ? ` ${reason.code}` : "";
  const place = reason.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return `${reason.name}${code}${place === undefined ? "" : ` ${place.trim()}`}`;
}
