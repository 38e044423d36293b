import type { Db } from "@/lib/server/database/db";
import type { Engine } from "@/lib/server/env";
import type { Sql } from "@/lib/server/worklist/worklist-matching";
import { Prisma } from "@/prisma/generated/sqlite/client";

const { sql } = Prisma;

/** How the database means to answer a query, and whether it would walk all of the table or all of an index for it. */
export async function wholeTable(
  db: Db,
  engine: Engine,
  query: Sql,
): Promise<{ readonly whole: boolean; readonly lines: readonly string[] }> {
  if (engine === "sqlite") {
    const rows = await db.$queryRaw<{ detail: string }[]>(sql`EXPLAIN QUERY PLAN ${query}`);
    const lines = rows.map(({ detail }) => detail);
    // "SCAN" of s, r or n is the summaries by their alias; results of subqueries are scanned as a matter of course.
    return { lines, whole: lines.some((line) => /^SCAN (s|PatientSummary)\b/.test(line)) };
  }
  const rows = await db.$queryRaw<{ "QUERY PLAN": string }[]>(sql`EXPLAIN ${query}`);
  const lines = rows.map((row) => row["QUERY PLAN"]);
  return { lines, whole: lines.some((line) => /Seq Scan on "PatientSummary"/.test(line)) };
}
