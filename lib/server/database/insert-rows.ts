import "server-only";
import { engine, type Tx } from "./db";

/** The columns of a table with what they hold; "text" fits every date, instant and JSON document here. */
export type Columns<Row> = Readonly<Record<keyof Row & string, "text" | "integer" | "real">>;

/**
 * Inserts any number of rows with one statement and one JSON parameter: many times faster than `createMany`,
 * which compiles a plan with a parameter for every cell.
 */
export async function insertRows<Row>(
  tx: Tx,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
  /** A unique column: a row that is there already with the same one is replaced. */
  replacing?: keyof Row & string,
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns) as (keyof Row & string)[];
  const into = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")})`;
  const values = rows.map((row) => names.map((name) => row[name] ?? null));
  const list = (cell: (name: keyof Row & string, at: number) => string) => names.map(cell).join(", ");
  const selected =
    engine() === "sqlite"
      ? `SELECT ${list((_, at) => `json_extract(value, '$[${at}]')`)} FROM json_each(?)`
      : `SELECT ${list((name, at) => `(value ->> ${at})::${POSTGRES[columns[name]]}`)} FROM json_array_elements($1::json)`;
  // SQLite takes ON after FROM for a join unless a WHERE stands between.
  const replaced = `WHERE true ON CONFLICT ("${replacing}") DO UPDATE SET ${list((name) => `"${name}" = excluded."${name}"`)}`;
  const sql = `${into} ${selected} ${replacing === undefined ? "" : replaced}`;
  try {
    await tx.$executeRawUnsafe(sql, JSON.stringify(values));
  } catch (error) {
    throw isUniqueViolation(error) ? Object.assign(error, { code: "P2002" }) : error;
  }
}

/** A unique index refused: Prisma gives its own statements the code P2002 for it, raw ones only a cause. */
function isUniqueViolation(error: unknown): error is Error {
  const fault = error as { meta?: { driverAdapterError?: { cause?: { kind?: unknown } } } } | null;
  return (
    error instanceof Error && fault?.meta?.driverAdapterError?.cause?.kind === "UniqueConstraintViolation"
  );
}

const POSTGRES = { text: "text", integer: "integer", real: "double precision" } as const;
