import "server-only";
import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { keptSecret } from "./kept-secret";
import { StartRefusal } from "./start-refusal";

export type Engine = "sqlite" | "postgresql";

export interface Env {
  readonly engine: Engine;
  /** SQLite: "file:" and an absolute path. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** What browsers must send as Origin; null: the origin is taken from the request's own host. */
  readonly publicUrl: string | null;
  readonly secret: string;
  /** HMAC key of the report and audit chains, 32 bytes, outside the database. Made on first use. */
  readonly recordKey: Buffer;
  /** HTTPS is in front of this process. */
  readonly https: boolean;
  /** The invented patients and the demo sign-ins may exist. Only ever on loopback. */
  readonly demo: boolean;
}

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === "" ? undefined : text));

const onOff = (name: string) =>
  optional.transform((text, context) => {
    if (text === undefined) return undefined;
    if (["1", "on", "true", "yes"].includes(text.toLowerCase())) return true;
    if (["0", "off", "false", "no"].includes(text.toLowerCase())) return false;
    context.addIssue({ code: "custom", message: `${name} must be 1 or 0.` });
    return z.NEVER;
  });

const settings = z.object({
  DATABASE_URL: optional,
  DAY29_DATA_DIR: optional,
  DAY29_RECORD_KEY: optional.refine(
    (text) => text === undefined || /^[0-9a-fA-F]{64}$/.test(text),
    "DAY29_RECORD_KEY must be 64 hexadecimal digits; make one with: openssl rand -hex 32",
  ),
  DAY29_HTTPS: onOff("DAY29_HTTPS"),
  DAY29_DEMO: onOff("DAY29_DEMO"),
  HOST: optional,
  PORT: optional.refine(
    (text) => text === undefined || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535),
    "PORT must be a number from 0 to 65535.",
  ),
  NEXTAUTH_SECRET: optional,
  NEXTAUTH_URL: optional.refine(
    (text) => text === undefined || /^https?:\/\/[^/]+\/?$/.test(text),
    "NEXTAUTH_URL must be an address without a path, such as https://day29.hospital.example",
  ),
});

/** True for an address only this machine can reach. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Why a secret cannot be used; null where it can. */
export function weakSecret(secret: string): string | null {
  if (secret.length < 32) return "is shorter than 32 characters";
  if (/example|change.?me|replace|your.?secret|placeholder|insert.?here/i.test(secret))
    return "is the example from the documentation";
  if (new Set(secret).size < 8) return "repeats the same few characters";
  return null;
}

function databaseUrl(given: string | undefined, dataDir: string, cwd: string): [Engine, string] {
  const url = given ?? `file:${dataDir}/day29.db`;
  if (/^postgres(ql)?:\/\//.test(url)) return ["postgresql", url];
  if (!url.startsWith("file:") || url === "file:")
    throw new StartRefusal(
      "DATABASE_URL must begin with file: (SQLite) or postgresql://, for example file:data/day29.db",
    );
  const path = url.slice("file:".length).replace(/\?.*$/, "");
  return ["sqlite", `file:${isAbsolute(path) ? path : resolve(cwd, path)}`];
}

function refuseExposure(host: string, publicHost: string | null, https: boolean, demo: boolean): void {
  const exposed = [host, publicHost ?? host].find((name) => !isLoopback(name));
  if (exposed !== undefined && !https)
    throw new StartRefusal(
      `Day 29 refuses to serve ${exposed} without HTTPS in front: use HOST=127.0.0.1, or put a reverse proxy with HTTPS in front and set DAY29_HTTPS=1.`,
    );
  if (demo && (exposed !== undefined || https))
    throw new StartRefusal(
      "The demo sign-ins are for this machine only: set DAY29_DEMO=off, or serve on 127.0.0.1 without DAY29_HTTPS.",
    );
}

/** Reads and checks the settings; pure but for the two key files made on first use. */
export function readEnv(source: Readonly<Record<string, string | undefined>>, cwd: string): Env {
  const parsed = settings.safeParse(source);
  if (!parsed.success)
    throw new StartRefusal(parsed.error.issues[0]?.message ?? "The settings are unreadable.");
  const given = parsed.data;

  const dataDir = resolve(cwd, given.DAY29_DATA_DIR ?? "data");
  const [engine, url] = databaseUrl(given.DATABASE_URL, dataDir, cwd);
  const host = given.HOST ?? "127.0.0.1";
  const https = given.DAY29_HTTPS ?? false;
  const publicUrl = given.NEXTAUTH_URL?.replace(/\/$/, "") ?? null;
  const publicHost = publicUrl === null ? null : new URL(publicUrl).hostname;
  const local = isLoopback(host) && !https && (publicHost === null || isLoopback(publicHost));
  const demo = given.DAY29_DEMO ?? local;
  refuseExposure(host, publicHost, https, demo);

  const weak = given.NEXTAUTH_SECRET === undefined ? null : weakSecret(given.NEXTAUTH_SECRET);
  if (weak !== null)
    throw new StartRefusal(
      `NEXTAUTH_SECRET ${weak}: set one of your own with: openssl rand -base64 48${local ? " (or unset it, and one is made for this machine)" : ""}`,
    );
  if (given.NEXTAUTH_SECRET === undefined && !local)
    throw new StartRefusal("NEXTAUTH_SECRET is missing: set one of your own with: openssl rand -base64 48");

  let recordKey: Buffer | undefined;
  return Object.freeze({
    engine,
    databaseUrl: url,
    dataDir,
    host,
    port: Number(given.PORT ?? "3000"),
    publicUrl,
    https,
    demo,
    secret: given.NEXTAUTH_SECRET ?? keptSecret(`${dataDir}/auth.secret`),
    get recordKey() {
      recordKey ??= Buffer.from(given.DAY29_RECORD_KEY ?? keptSecret(recordKeyFile(dataDir)), "hex");
      return recordKey;
    },
  });
}

export function recordKeyFile(dataDir: string): string {
  return `${dataDir}/record.key`;
}

let read: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  if (read === undefined) {
    // The server has read .env already; the scripts have not. What is set wins over the file.
    if (existsSync(".env")) process.loadEnvFile(".env");
    // next-auth reads this one by itself and takes an empty text for an address.
    if (process.env.NEXTAUTH_URL === "") delete process.env.NEXTAUTH_URL;
    read = readEnv(process.env, process.cwd());
  }
  return read;
}
