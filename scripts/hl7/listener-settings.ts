import { readFileSync } from "node:fs";
import type { TlsOptions } from "node:tls";
import { z } from "zod";
import { isLoopback } from "../../lib/server/env";
import { StartRefusal } from "../../lib/server/start-refusal";

export interface ListenerSettings {
  readonly host: string;
  readonly port: number;
  readonly app: { readonly url: string; readonly token: string };
  /** Null: plain TCP. */
  readonly tls: TlsOptions | null;
  readonly idleMs: number;
}

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === "" ? undefined : text));

const settings = z.object({
  DAY29_HL7_HOST: optional,
  DAY29_HL7_PORT: optional.refine(
    (text) => text === undefined || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535),
    "DAY29_HL7_PORT must be a number from 0 to 65535.",
  ),
  DAY29_HL7_TOKEN: optional.refine(
    (text) => text !== undefined && /^d29_[\w-]+$/.test(text),
    "DAY29_HL7_TOKEN must be a service token with report:write; an administrator makes one at /admin/tokens.",
  ),
  DAY29_HL7_IDLE_SECONDS: optional.refine(
    (text) => text === undefined || (/^\d{1,6}$/.test(text) && Number(text) > 0),
    "DAY29_HL7_IDLE_SECONDS must be a number of seconds.",
  ),
  DAY29_HL7_TLS_CERT: optional,
  DAY29_HL7_TLS_KEY: optional,
  DAY29_HL7_TLS_CA: optional,
  DAY29_URL: optional.refine(
    (text) => text === undefined || /^https?:\/\/[^/]+\/?$/.test(text),
    "DAY29_URL must be an address without a path, such as http://127.0.0.1:3000",
  ),
});

/** The settings of the listener, or one sentence why it cannot start with them. */
export function listenerSettings(source: Readonly<Record<string, string | undefined>>): ListenerSettings {
  const parsed = settings.safeParse(source);
  if (!parsed.success)
    throw new StartRefusal(parsed.error.issues[0]?.message ?? "The settings are unreadable.");
  const given = parsed.data;
  const url = (given.DAY29_URL ?? "http://127.0.0.1:3000").replace(/\/$/, "");
  if (url.startsWith("http:") && !isLoopback(new URL(url).hostname))
    throw new StartRefusal("DAY29_URL must be https: the token and the results would travel unencrypted.");
  return {
    host: given.DAY29_HL7_HOST ?? "127.0.0.1",
    port: Number(given.DAY29_HL7_PORT ?? "2575"),
    app: { url, token: given.DAY29_HL7_TOKEN ?? "" },
    tls: tlsOf(given.DAY29_HL7_TLS_CERT, given.DAY29_HL7_TLS_KEY, given.DAY29_HL7_TLS_CA),
    idleMs: Number(given.DAY29_HL7_IDLE_SECONDS ?? "600") * 1000,
  };
}

/** With an authority, only a sender with a certificate of its making may connect. */
function tlsOf(cert: string | undefined, key: string | undefined, ca: string | undefined): TlsOptions | null {
  if (cert === undefined && key === undefined && ca === undefined) return null;
  if (cert === undefined || key === undefined)
    throw new StartRefusal("TLS needs both DAY29_HL7_TLS_CERT and DAY29_HL7_TLS_KEY.");
  const secure = { cert: fileOf("DAY29_HL7_TLS_CERT", cert), key: fileOf("DAY29_HL7_TLS_KEY", key) };
  const mutual =
    ca === undefined
      ? {}
      : { ca: fileOf("DAY29_HL7_TLS_CA", ca), requestCert: true, rejectUnauthorized: true };
  return { ...secure, ...mutual, minVersion: "TLSv1.2" };
}

function fileOf(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new StartRefusal(`${name} names a file that cannot be read: ${path}`);
  }
}
