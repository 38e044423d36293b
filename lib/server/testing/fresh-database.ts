import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Db, openDatabase } from "@/lib/server/database/db";
import { migrate } from "@/lib/server/database/migrate";
import type { Engine } from "@/lib/server/env";

export interface FreshDatabase {
  readonly url: string;
  readonly engine: Engine;
  readonly prisma: Db;
  /** Disconnects and removes it. */
  close(): Promise<void>;
}

/**
 * For tests: a new, empty, migrated database on the engine under test.
 * DAY29_TEST_ENGINE (sqlite where unset) chooses; on PostgreSQL, DAY29_TEST_PG_URL names a cluster where databases may be made.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const blank = await blankDatabase();
  await migrate({ url: blank.url });
  const opened = openDatabase(blank.url);
  return {
    url: blank.url,
    engine: opened.engine,
    prisma: opened.prisma,
    async close() {
      await opened.close();
      await blank.remove();
    },
  };
}

/** Without tables: for tests of the migrations themselves. */
export async function blankDatabase(): Promise<{ url: string; remove(): Promise<void> }> {
  const wanted = process.env.DAY29_TEST_ENGINE ?? "sqlite";
  if (wanted === "sqlite") {
    const directory = mkdtempSync(join(tmpdir(), "day29-test-"));
    return {
      url: `file:${directory}/test.db`,
      remove: async () => rmSync(directory, { recursive: true, force: true }),
    };
  }
  const cluster = process.env.DAY29_TEST_PG_URL;
  if (wanted !== "postgresql" || cluster === undefined)
    throw new Error(
      "DAY29_TEST_ENGINE is sqlite, or postgresql with DAY29_TEST_PG_URL; use npm run database.",
    );
  const name = `day29_test_${randomUUID().replaceAll("-", "")}`;
  await administer(cluster, `CREATE DATABASE "${name}"`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administer(cluster, `DROP DATABASE "${name}" WITH (FORCE)`) };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
