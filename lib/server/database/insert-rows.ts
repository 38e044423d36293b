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
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns) as (keyof Row & string)[];
  const into = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")})`;
  const values = rows.map((row) => names.map((name) => row[name] ?? null));
  const list = (cell: (name: keyof Row & string, at: number) => string) => names.map(cell).join(", ");
  const sql =
    engine() === "sqlite"
      ? `${into} SELECT ${list((_, at) => `json_extract(value, '$[${at}]')`)} FROM json_each(?)`
      : `${into} SELECT ${list((name, at) => `(value ->> ${at})::${POSTGRES[columns[name]]}`)} FROM json_array_elements($1::json)`;
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
