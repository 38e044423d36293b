import Database from "better-sqlite3";

/** Changes rows of the running server's database, as an administrator's tool or the passing of time would. */
export function change(sql: string, ...values: readonly (string | number | null)[]): void {
  const database = new Database(`${process.env.DAY29_E2E_DATA}/day29.db`, { timeout: 5_000 });
  try {
    const { changes } = database.prepare(sql).run(...values);
    if (changes !== 1) throw new Error(`One row was to change, ${changes} did: ${sql}`);
  } finally {
    database.close();
  }
}

/** The newest session of a person, by e-mail: the one a test has just opened for itself. */
export const NEWEST_SESSION = `(SELECT s."id" FROM "Session" s JOIN "User" u ON u."id" = s."userId"
  WHERE u."email" = ? ORDER BY s."createdAt" DESC, s."id" DESC LIMIT 1)`;
