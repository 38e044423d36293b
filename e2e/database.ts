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
