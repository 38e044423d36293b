import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { StartRefusal } from "./start-refusal";

/**
 * The 64 hexadecimal digits kept in a file only its owner can read, made on first use.
 * The file appears whole or not at all, and of two processes that make it at once both read the same one.
 */
export function keptSecret(path: string): string {
  if (!existsSync(path)) make(path);
  const text = readFileSync(/*turbopackIgnore: true*/ path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new StartRefusal(
      `${path} must hold 64 hexadecimal digits and does not: restore it from a backup; without it nothing recorded with it can be checked.`,
    );
  return text;
}

// "turbopackIgnore": where the file is is known at run time only; else the build traces the whole repository.
function make(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = openSync(/*turbopackIgnore: true*/ draft, "wx", 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString("hex")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const directory = openSync(/*turbopackIgnore: true*/ dirname(path), "r");
  fsyncSync(directory);
  closeSync(directory);
}
