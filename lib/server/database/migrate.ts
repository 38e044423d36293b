import "server-only";
import { existsSync, mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { StartRefusal } from "@/lib/server/start-refusal";
import {
  type AppliedMigration,
  type MigrationFile,
  migrationFiles,
  pendingMigrations,
} from "./migration-history";
import { settingsSql } from "./sqlite-settings";

export interface MigrateOptions {
  /** "file:" and an absolute path, or postgresql:// */
  readonly url: string;
  /** Holds sqlite/ and postgresql/; default: prisma/migrations of the working directory. */
  readonly directory?: string;
  /** Where a SQLite database that has something in it is copied to first; default: backups/ beside it. */
  readonly backupDir?: string;
}

export interface MigrateResult {
  readonly applied: readonly string[];
  readonly backup: string | null;
}

const HISTORY = `CREATE TABLE IF NOT EXISTS "_day29_migrations" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "checksum" TEXT NOT NULL,
  "appliedAt" TEXT NOT NULL
)`;

/** Brings a database to the newest schema, offline, each file whole or not at all. The caller holds the lock. */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const directory = options.directory ?? `${process.cwd()}/prisma/migrations`;
  return options.url.startsWith("file:")
    ? migrateSqlite(options, migrationFiles(`${directory}/sqlite`))
    : {
        applied: await migratePostgres(options.url, migrationFiles(`${directory}/postgresql`)),
        backup: null,
      };
}

function broken(file: MigrationFile, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new StartRefusal(`The migration ${file.name} failed and changed nothing: ${message}`, { cause });
}

async function migrateSqlite(options: MigrateOptions, files: MigrationFile[]): Promise<MigrateResult> {
  const path = options.url.slice("file:".length);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new Database(path, { timeout: 5_000 });
  try {
    database.exec(settingsSql);
    const pending = pendingMigrations(files, sqliteHistory(database));
    if (pending.length === 0) return { applied: [], backup: null };
    const backup = await backUp(database, path, options.backupDir ?? `${dirname(path)}/backups`, pending);
    for (const file of pending) applyToSqlite(database, file);
    return { applied: pending.map(({ name }) => name), backup };
  } finally {
    database.close();
  }
}

function sqliteHistory(database: Database.Database): AppliedMigration[] {
  const there = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_day29_migrations'")
    .get();
  if (there === undefined) return [];
  return database
    .prepare<[], AppliedMigration>(`SELECT "name", "checksum" FROM "_day29_migrations" ORDER BY "name"`)
    .all();
}

async function backUp(
  database: Database.Database,
  path: string,
  directory: string,
  pending: readonly MigrationFile[],
): Promise<string | null> {
  const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1").get();
  if (tables === undefined) return null;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const moment = new Date().toISOString().replace(/[:.]/g, "-");
  const target = `${directory}/${basename(path, ".db")}-before-${pending[0]?.name}-${moment}.db`;
  if (existsSync(target)) throw new StartRefusal(`The backup ${target} is already there: move it away.`);
  await database.backup(target);
  return target;
}

function applyToSqlite(database: Database.Database, file: MigrationFile): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(HISTORY);
    database.exec(file.sql);
    database
      .prepare(`INSERT INTO "_day29_migrations" ("name", "checksum", "appliedAt") VALUES (?, ?, ?)`)
      .run(file.name, file.checksum, new Date().toISOString());
    database.exec("COMMIT");
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw broken(file, error);
  }
}

async function migratePostgres(url: string, files: MigrationFile[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StartRefusal(
      `PostgreSQL does not answer at DATABASE_URL (${message}): start it or correct the address.`,
    );
  }
  try {
    await createHistory(client);
    const applied: string[] = [];
    for (;;) {
      const name = await applyNext(client, files);
      if (name === null) return applied;
      applied.push(name);
    }
  } finally {
    await client.end();
  }
}

/** Two instances that start at once race for CREATE TABLE IF NOT EXISTS; the loser finds it made the second time. */
async function createHistory(client: pg.Client): Promise<void> {
  try {
    await client.query(HISTORY);
  } catch {
    await client.query(HISTORY);
  }
}

async function applyNext(client: pg.Client, files: MigrationFile[]): Promise<string | null> {
  await client.query("BEGIN");
  let file: MigrationFile | undefined;
  try {
    // Whoever comes second waits here, then sees what the first has applied.
    await client.query(`LOCK TABLE "_day29_migrations" IN ACCESS EXCLUSIVE MODE`);
    const history = await client.query<AppliedMigration>(
      `SELECT "name", "checksum" FROM "_day29_migrations" ORDER BY "name"`,
    );
    file = pendingMigrations(files, history.rows)[0];
    if (file === undefined) {
      await client.query("ROLLBACK");
      return null;
    }
    await client.query(file.sql);
    await client.query(
      `INSERT INTO "_day29_migrations" ("name", "checksum", "appliedAt") VALUES ($1, $2, $3)`,
      [file.name, file.checksum, new Date().toISOString()],
    );
    await client.query("COMMIT");
    return file.name;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw file === undefined ? error : broken(file, error);
  }
}
