import "server-only";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { StartRefusal } from "@/lib/server/start-refusal";
import { SQLITE_SETTINGS, settingsSql } from "./sqlite-settings";

type Connection = Awaited<ReturnType<PrismaBetterSqlite3["connect"]>>;
type Transaction = Awaited<ReturnType<Connection["startTransaction"]>>;
type Query = Parameters<Connection["queryRaw"]>[0];

/**
 * Prisma's own adapter puts everything on one connection: a read beside an open transaction sees what is not committed,
 * and a write beside it is rolled back with it. Here there are two: one that only reads, one that writes, one at a time.
 * A transaction begins IMMEDIATE, so it cannot fail late for want of the write lock.
 */
export class SqliteAdapter {
  readonly provider = "sqlite";
  readonly adapterName = "day29-sqlite";
  readonly #inner: PrismaBetterSqlite3;

  constructor(path: string) {
    this.#inner = new PrismaBetterSqlite3({ url: path, timeout: 5_000 });
  }

  async connect(): Promise<Connection> {
    const writer = await this.#inner.connect();
    await prepare(writer, false);
    const reader = await this.#inner.connect();
    await prepare(reader, true);
    return new TwoConnections(reader, writer);
  }
}

async function prepare(connection: Connection, readOnly: boolean): Promise<void> {
  await connection.executeScript(settingsSql + (readOnly ? "PRAGMA query_only = ON;" : ""));
  for (const [name, wanted] of Object.entries(SQLITE_SETTINGS)) {
    const answer = await connection.queryRaw(statement(`PRAGMA ${name}`));
    const found = answer.rows[0]?.[0];
    if (String(found) !== String(wanted))
      throw new StartRefusal(
        `The database file cannot be kept safe here (${name} is ${String(found)}, not ${wanted}): put DATABASE_URL on a local disk.`,
      );
  }
}

function statement(sql: string): Query {
  return { sql, args: [], argTypes: [] };
}

/** Only-reading by its first word; a WITH only where no word in it writes. `query_only` refuses what is misjudged. */
function onlyReads(sql: string): boolean {
  if (/^\s*(select|pragma|explain)\b/i.test(sql)) return true;
  return /^\s*with\b/i.test(sql) && !/\b(insert|update|delete|replace)\b/i.test(sql);
}

class TwoConnections implements Connection {
  readonly provider = "sqlite";
  readonly adapterName = "day29-sqlite";
  /** Resolves when the writer is free; each taker puts its own in its place. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly reader: Connection,
    readonly writer: Connection,
  ) {}

  async #takeTurn(): Promise<() => void> {
    const before = this.#turn;
    let release = () => {};
    this.#turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.#takeTurn();
    try {
      return await work();
    } finally {
      release();
    }
  }

  async queryRaw(query: Query) {
    if (onlyReads(query.sql)) return this.reader.queryRaw(query);
    return this.#inTurn(() => this.writer.queryRaw(query));
  }

  async executeRaw(query: Query) {
    return this.#inTurn(() => this.writer.executeRaw(query));
  }

  async executeScript(script: string) {
    return this.#inTurn(() => this.writer.executeScript(script));
  }

  async startTransaction(): Promise<Transaction> {
    const release = await this.#takeTurn();
    try {
      await this.writer.executeRaw(statement("BEGIN IMMEDIATE"));
    } catch (error) {
      release();
      throw error;
    }
    return openTransaction(this.writer, release);
  }

  async dispose() {
    await this.#inTurn(() => this.writer.dispose());
    await this.reader.dispose();
  }
}

/** `usePhantomQuery`: Prisma leaves COMMIT and ROLLBACK to us, so that a failed COMMIT never leaves a transaction open. */
function openTransaction(writer: Connection, release: () => void): Transaction {
  const run = async (sql: string) => {
    await writer.executeRaw(statement(sql));
  };
  // "No transaction is active" is the good case: SQLite has already rolled back by itself.
  const abandon = () => run("ROLLBACK").catch(() => {});
  return {
    provider: "sqlite",
    adapterName: "day29-sqlite",
    options: { usePhantomQuery: true },
    queryRaw: (query) => writer.queryRaw(query),
    executeRaw: (query) => writer.executeRaw(query),
    async commit() {
      try {
        await run("COMMIT");
      } catch (error) {
        await abandon();
        throw error;
      } finally {
        release();
      }
    },
    async rollback() {
      await abandon();
      release();
    },
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}
