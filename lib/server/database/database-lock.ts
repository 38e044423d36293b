import "server-only";
import { mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import Database from "better-sqlite3";
import { StartRefusal } from "@/lib/server/start-refusal";

interface Held {
  readonly lock: Database.Database;
  count: number;
}

// Kept on globalThis: the server may load this module more than once.
const kept = globalThis as { day29Locks?: Map<string, Held> };

/**
 * Makes this the only process on a SQLite file until the returned function is called.
 * An exclusive transaction on `<file>.lock` is an operating-system lock: it ends with the process, also by kill -9.
 * PostgreSQL needs none.
 */
export function lockDatabase(url: string): () => void {
  if (!url.startsWith("file:")) return () => {};
  const path = url.slice("file:".length);
  kept.day29Locks ??= new Map();
  const locks = kept.day29Locks;
  const held = locks.get(path) ?? { lock: acquire(path), count: 0 };
  held.count += 1;
  locks.set(path, held);

  let released = false;
  return () => {
    if (released) return;
    released = true;
    held.count -= 1;
    if (held.count > 0) return;
    locks.delete(path);
    held.lock.close();
  };
}

function open(path: string): Database.Database {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return new Database(`${path}.lock`, { timeout: 0 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartRefusal(
      `The folder of the database ${path} cannot be written (${why}): correct DATABASE_URL or the folder's permissions.`,
    );
  }
}

function acquire(path: string): Database.Database {
  const lock = open(path);
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY"))
      throw new StartRefusal(
        `Another Day 29 process has the database ${basename(path)} open: stop it first, or set DATABASE_URL to another file.`,
      );
    throw error;
  }
}
