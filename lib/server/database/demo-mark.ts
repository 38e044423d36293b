import "server-only";
import Database from "better-sqlite3";
import pg from "pg";

/**
 * "off": there is to be no demo here. "needed": a new database, or a demo that was begun and not finished.
 * "done": it is there. "none": somebody's own database, which a demo must not enter.
 */
export type DemoState = "off" | "needed" | "done" | "none";

/** Rows of a small query without Prisma, whose loading would be most of a second start's time. */
async function rowsOf<Row>(url: string, sql: string): Promise<Row[]> {
  if (url.startsWith("file:")) {
    const database = new Database(url.slice("file:".length), { timeout: 5_000 });
    try {
      const statement = database.prepare<[], Row>(sql);
      if (statement.reader) return statement.all();
      statement.run();
      return [];
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Whether the invented patients are to be made in this migrated database. */
export async function demoState(url: string, wanted: boolean): Promise<DemoState> {
  if (!wanted) return "off";
  const marks = await rowsOf<{ name: string }>(url, `SELECT "name" FROM "_day29_marks"`);
  const names = new Set(marks.map(({ name }) => name));
  if (names.has("demo-done")) return "done";
  if (names.has("demo-begun")) return "needed";
  const users = await rowsOf(url, `SELECT 1 AS "one" FROM "User" LIMIT 1`);
  return users.length === 0 ? "needed" : "none";
}

export async function markDemo(url: string, step: "begun" | "done"): Promise<void> {
  const at = new Date().toISOString();
  await rowsOf(
    url,
    `INSERT INTO "_day29_marks" ("name", "at") VALUES ('demo-${step}', '${at}') ON CONFLICT ("name") DO NOTHING`,
  );
}
