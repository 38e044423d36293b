import "server-only";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import { type ReadingAnswers, type RememberedAnswer, readingAnswers } from "@/lib/contract/import";
import type { Db, Tx } from "@/lib/server/database/db";
import { actorNames } from "@/lib/server/session/actor-names";

/** What earlier imports of a source answered. */
export interface SourceMemory {
  readonly answers: ReadingAnswers;
  readonly entries: readonly RememberedAnswer[];
  /** Changes with every change of what is remembered. */
  readonly stamp: string;
}

const NOTHING: SourceMemory = { answers: {}, entries: [], stamp: "" };

const TABLE_KEYS = ["columns", "units", "decimal", "dateOrder", "layout"] as const;

/** Null where the source is not known yet. */
export async function rememberedOf(
  tx: Db | Tx,
  siteId: string,
  source: string | null,
): Promise<SourceMemory> {
  if (source === null) return NOTHING;
  const rows = await tx.sourceMapping.findMany({
    where: { siteId, source },
    orderBy: [{ kind: "asc" }, { code: "asc" }],
  });
  if (rows.length === 0) return NOTHING;
  const names = await actorNames(
    tx,
    rows.map((row) => row.author),
  );
  const analytes: Record<string, AnalyteCode | null> = {};
  let table: ReadingAnswers = {};
  for (const row of rows) {
    const value: unknown = JSON.parse(row.value);
    if (row.kind === "analyte") analytes[row.code] = value as AnalyteCode | null;
    else table = readingAnswers.catch({}).parse(value);
  }
  return {
    answers: Object.keys(analytes).length > 0 ? { ...table, analytes } : table,
    entries: rows.map((row) => ({
      kind: row.kind as RememberedAnswer["kind"],
      code: row.code,
      by: names.get(row.author) ?? row.author,
      at: row.updatedAt,
    })),
    stamp: JSON.stringify(rows.map(({ kind, code, version, updatedAt }) => [kind, code, version, updatedAt])),
  };
}

/** What this import says stands over what is remembered, column by column and code by code. */
export function readingWith(remembered: ReadingAnswers, own: ReadingAnswers): ReadingAnswers {
  const joined = {
    columns: joinedRecord(remembered.columns, own.columns),
    units: joinedRecord(remembered.units, own.units),
    decimal: own.decimal ?? remembered.decimal,
    dateOrder: own.dateOrder ?? remembered.dateOrder,
    layout: own.layout ?? remembered.layout,
    analytes: joinedRecord(remembered.analytes, own.analytes),
  };
  return Object.fromEntries(Object.entries(joined).filter(([, value]) => value !== undefined));
}

const joinedRecord = <Value>(
  below: Readonly<Record<string, Value>> | undefined,
  above: Readonly<Record<string, Value>> | undefined,
) => (below === undefined && above === undefined ? undefined : { ...below, ...above });

/** Keeps the answers of one import for the next file of its source. */
export async function remember(
  tx: Tx,
  source: { readonly siteId: string; readonly source: string },
  own: ReadingAnswers,
  by: { readonly author: string; readonly now: string },
): Promise<void> {
  const { answers: before } = await rememberedOf(tx, source.siteId, source.source);
  const put = async (kind: "analyte" | "table", code: string, value: unknown) => {
    const data = { value: JSON.stringify(value), author: by.author, updatedAt: by.now };
    await tx.sourceMapping.upsert({
      where: { siteId_source_kind_code: { ...source, kind, code } },
      create: { ...source, kind, code, ...data },
      update: { ...data, version: { increment: 1 } },
    });
  };
  const { analytes: known = {}, ...table } = before;
  const { analytes = {} } = own;
  for (const [code, analyte] of Object.entries(analytes)) {
    if (!Object.hasOwn(known, code) || known[code] !== analyte) await put("analyte", code, analyte);
  }
  const ownTable = Object.fromEntries(
    TABLE_KEYS.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])),
  ) as ReadingAnswers;
  if (Object.keys(ownTable).length === 0) return;
  const joined = readingWith(table, ownTable);
  if (JSON.stringify(joined) !== JSON.stringify(readingWith({}, table))) await put("table", "", joined);
}
