import type { FreshDatabase } from "@/lib/server/testing/fresh-database";

export interface Column {
  readonly name: string;
  /** As in schema.prisma. */
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

const TYPES: Record<string, string> = {
  TEXT: "String",
  INTEGER: "Int",
  REAL: "Float",
  BLOB: "Bytes",
  text: "String",
  integer: "Int",
  "double precision": "Float",
  bytea: "Bytes",
};

type Catalogue = Pick<FreshDatabase, "prisma" | "engine">;

/** For tests: what a database itself says about its tables, in the words of schema.prisma. */
export async function readTables({ prisma, engine }: Catalogue): Promise<string[]> {
  const rows = await prisma.$queryRawUnsafe<{ name: string }[]>(
    engine === "sqlite"
      ? `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
      : `SELECT table_name::text AS name FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
  );
  return rows.map(({ name }) => name).sort();
}

export async function readColumns({ prisma, engine }: Catalogue, table: string): Promise<Column[]> {
  const rows = await prisma.$queryRawUnsafe<
    { name: string; type: string; required: number; fallback: string | null }[]
  >(
    engine === "sqlite"
      ? `SELECT name, type, "notnull" AS required, dflt_value AS fallback FROM pragma_table_info('${table}')`
      : `SELECT column_name::text AS name, data_type::text AS type, (is_nullable = 'NO')::integer AS required,
           column_default::text AS fallback
         FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '${table}'`,
  );
  return rows.map(({ name, type, required, fallback }) => ({
    name,
    type: TYPES[type] ?? type,
    nullable: Number(required) === 0,
    hasDefault: fallback !== null,
  }));
}

/** Indexes by name, the primary key's aside. */
export async function readIndexes({ prisma, engine }: Catalogue, table: string): Promise<string[]> {
  const rows = await prisma.$queryRawUnsafe<{ name: string }[]>(
    engine === "sqlite"
      ? `SELECT name FROM pragma_index_list('${table}') WHERE origin = 'c'`
      : `SELECT indexname::text AS name FROM pg_indexes
         WHERE schemaname = current_schema() AND tablename = '${table}' AND indexname <> '${table}_pkey'`,
  );
  return rows.map(({ name }) => name);
}

/** "column -> Table.column ON-DELETE ON-UPDATE", sorted. */
export async function readForeignKeys({ prisma, engine }: Catalogue, table: string): Promise<string[]> {
  const rows = await prisma.$queryRawUnsafe<{ line: string }[]>(
    engine === "sqlite"
      ? `SELECT "from" || ' -> ' || "table" || '.' || "to" || ' ' || on_delete || ' ' || on_update AS line
         FROM pragma_foreign_key_list('${table}')`
      : `SELECT k.column_name || ' -> ' || t.table_name || '.' || t.column_name || ' ' || r.delete_rule || ' '
           || r.update_rule AS line
         FROM information_schema.referential_constraints r
         JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name
         JOIN information_schema.constraint_column_usage t ON t.constraint_name = r.constraint_name
         WHERE k.table_schema = current_schema() AND k.table_name = '${table}'`,
  );
  return rows.map(({ line }) => line).sort();
}
