import "server-only";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { StartRefusal } from "@/lib/server/start-refusal";

export interface MigrationFile {
  /** "0001_tables" */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file's text. */
  readonly checksum: string;
}

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** The numbered files of a folder, in order. */
export function migrationFiles(directory: string): MigrationFile[] {
  const names = readdirSync(directory)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort();
  return names.map((file) => {
    const sql = readFileSync(`${directory}/${file}`, "utf8");
    return {
      name: file.replace(/\.sql$/, ""),
      sql,
      checksum: createHash("sha256").update(sql).digest("hex"),
    };
  });
}

/** What is still to be applied; refuses a history these files do not continue. */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, checksum } of applied) {
    const file = known.get(name);
    if (file === undefined)
      throw new StartRefusal(
        `This database was last used by a newer Day 29 (it has the migration ${name}): start that version, or restore a backup made before it.`,
      );
    if (file.checksum !== checksum)
      throw new StartRefusal(
        `The migration ${name} was edited after this database had applied it: restore the released file and write a new migration instead.`,
      );
  }
  const done = new Set(applied.map(({ name }) => name));
  const pending = files.filter((file) => !done.has(file.name));
  const last = applied
    .map(({ name }) => name)
    .sort()
    .at(-1);
  const late = pending.find((file) => last !== undefined && file.name < last);
  if (late !== undefined)
    throw new StartRefusal(
      `The migration ${late.name} is numbered before ${last}, which this database already has: give it the next number.`,
    );
  return pending;
}
