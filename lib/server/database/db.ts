import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { type Engine, env } from "@/lib/server/env";
import { PrismaClient as PostgresClient } from "@/prisma/generated/postgresql/client";
import { type Prisma, PrismaClient } from "@/prisma/generated/sqlite/client";
import { databaseFault } from "./database-fault";
import { SqliteAdapter } from "./sqlite-adapter";

/** The client; PostgreSQL's is used under the same type, their models are one text. */
export type Db = PrismaClient;
/** Inside a transaction; the client itself fits too. */
export type Tx = Prisma.TransactionClient;

export interface OpenDatabase {
  readonly prisma: Db;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** Waiting for one's turn, then for the work, in milliseconds. An import of 200,000 rows is the longest work. */
const TRANSACTION_LIMITS = { maxWait: 15_000, timeout: 60_000 };

export function engineOf(url: string): Engine {
  return url.startsWith("file:") ? "sqlite" : "postgresql";
}

/** A client of its own for any database, by its URL; connects with the first query. */
export function openDatabase(url: string): OpenDatabase {
  const engine = engineOf(url);
  const prisma = engine === "sqlite" ? sqlite(url) : postgresql(url);
  return { prisma, engine, close: () => prisma.$disconnect() };
}

function sqlite(url: string): Db {
  return new PrismaClient({
    adapter: new SqliteAdapter(url.slice("file:".length)),
    transactionOptions: TRANSACTION_LIMITS,
    errorFormat: "minimal",
  });
}

function postgresql(url: string): Db {
  const client = new PostgresClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 5_000,
      application_name: "day29",
      options: "-c synchronous_commit=on -c idle_in_transaction_session_timeout=90000",
    }),
    transactionOptions: TRANSACTION_LIMITS,
    errorFormat: "minimal",
  });
  return client as unknown as Db;
}

// Kept on globalThis: the server may load this module more than once, and a second writer would wait for the first.
const kept = globalThis as { day29Database?: OpenDatabase };

function opened(): OpenDatabase {
  kept.day29Database ??= openDatabase(env().databaseUrl);
  return kept.day29Database;
}

/** The database of this process. */
export function db(): Db {
  return opened().prisma;
}

export function engine(): Engine {
  return opened().engine;
}

/** For tests and scripts: `db()` is this database until the returned function is called. */
export function setDatabase(database: OpenDatabase): () => void {
  const before = kept.day29Database;
  kept.day29Database = database;
  return () => {
    if (before === undefined) delete kept.day29Database;
    else kept.day29Database = before;
  };
}

const ATTEMPTS = 5;

/**
 * All or nothing, and again from the start where the database asks for it (deadlock, serialization, busy).
 * Inside `work` use only its `tx`: on SQLite a write through `db()` would wait for this very transaction.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>, client: Db = db()): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.$transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || databaseFault(error) !== "retry") throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())));
    }
  }
}
