import "server-only";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { ImportRowAnswer, RowOutcome } from "@/lib/contract/import";

/** Rows of an answer and of one stored page. */
export const PAGE_ROWS = 1_000;

/** Where a page of rows lies in the stored bytes, and what it holds. */
export interface RowPage {
  readonly rows: number;
  readonly bytes: number;
  readonly outcomes: Readonly<Partial<Record<RowOutcome, number>>>;
}

export interface PackedRows {
  readonly pages: readonly RowPage[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The rows of a file, page by page, so that one page can be read without the others. */
export async function packRows(
  rows: readonly ImportRowAnswer[],
  step: (count: number) => Promise<void>,
): Promise<PackedRows> {
  const pages: RowPage[] = [];
  const parts: Buffer[] = [];
  for (let start = 0; start < rows.length; start += PAGE_ROWS) {
    const page = rows.slice(start, start + PAGE_ROWS);
    const outcomes: Partial<Record<RowOutcome, number>> = {};
    for (const { outcome } of page) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const part = await pack(JSON.stringify(page), { level: 3 });
    parts.push(part);
    pages.push({ rows: page.length, bytes: part.byteLength, outcomes });
    await step(page.length);
  }
  return { pages, bytes: new Uint8Array(Buffer.concat(parts)) };
}

export interface RowsWanted {
  /** Position in the file, from 0. */
  readonly from: number;
  readonly outcome: RowOutcome | null;
}

export interface RowsGiven {
  readonly rows: readonly ImportRowAnswer[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** The next rows of a plan in memory. */
export function rowsFrom(rows: readonly ImportRowAnswer[], { from, outcome }: RowsWanted): RowsGiven {
  const found: ImportRowAnswer[] = [];
  for (let at = from; at < rows.length; at += 1) {
    const row = rows[at] as ImportRowAnswer;
    if (outcome !== null && row.outcome !== outcome) continue;
    if (found.length === PAGE_ROWS) return { rows: found, next: String(at) };
    found.push(row);
  }
  return { rows: found, next: null };
}

/** The next rows of a stored import; only the pages that hold such rows are unpacked. */
export async function storedRowsFrom(
  { pages, bytes }: PackedRows,
  { from, outcome }: RowsWanted,
): Promise<RowsGiven> {
  const found: ImportRowAnswer[] = [];
  let offset = 0;
  let first = 0;
  for (const page of pages) {
    const wanted = first + page.rows > from && (outcome === null || (page.outcomes[outcome] ?? 0) > 0);
    if (wanted) {
      const rows = JSON.parse(
        String(await unpack(bytes.subarray(offset, offset + page.bytes))),
      ) as ImportRowAnswer[];
      for (const [index, row] of rows.entries()) {
        if (first + index < from || (outcome !== null && row.outcome !== outcome)) continue;
        if (found.length === PAGE_ROWS) return { rows: found, next: String(first + index) };
        found.push(row);
      }
    }
    offset += page.bytes;
    first += page.rows;
  }
  return { rows: found, next: null };
}
