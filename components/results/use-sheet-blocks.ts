"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { get } from "@/components/api/client";
import { BLOCK, type Sheet, type SheetBlock, type SheetCell } from "@/lib/figures/flowsheet/flowsheet-sheet";

interface Answer {
  readonly stamp: string;
  readonly block: SheetBlock;
}

export interface SheetBlocks {
  readonly column: (at: number) => SheetBlock["columns"][number] | undefined;
  /** Undefined: its column has not been read yet. */
  readonly cell: (row: number, column: number) => SheetCell | 0 | undefined;
  readonly intervals: (column: number) => readonly string[];
  /** Reads the block a column is in, once; false where that failed. */
  readonly read: (column: number) => Promise<boolean>;
  readonly problem: string | null;
}

/** The page brings the newest columns; older ones are read as somebody comes near them. */
export function useSheetBlocks(
  sheet: Sheet,
  { patientId, allRows, asOf }: { patientId: string; allRows: boolean; asOf: string | null },
): SheetBlocks {
  const router = useRouter();
  const of = `${sheet.stamp} ${allRows}`;
  const [older, setOlder] = useState<{ of: string; blocks: ReadonlyMap<number, SheetBlock> }>(() => ({
    of,
    blocks: new Map(),
  }));
  const [problem, setProblem] = useState<string | null>(null);
  const reading = useRef(new Map<string, Promise<boolean>>());
  const blocks = useMemo(
    () => new Map([...(older.of === of ? older.blocks : []), [0, sheet.newest] as const]),
    [older, of, sheet.newest],
  );

  const fetchBlock = useCallback(
    async (place: number): Promise<boolean> => {
      const query = new URLSearchParams({ block: String(place) });
      if (allRows) query.set("rows", "all");
      if (asOf !== null) query.set("asOf", asOf);
      const sent = await get<Answer>(`patients/${patientId}/flowsheet?${query}`);
      if (!sent.ok) {
        setProblem(sent.problem.message);
        return false;
      }
      setProblem(null);
      // A report came or changed since the page was read: its columns are other ones now.
      if (sent.value.stamp !== sheet.stamp) {
        router.refresh();
        return false;
      }
      setOlder((now) => ({
        of,
        blocks: new Map([...(now.of === of ? now.blocks : []), [place, sent.value.block] as const]),
      }));
      return true;
    },
    [patientId, allRows, asOf, of, sheet.stamp, router],
  );
  const read = useCallback(
    (column: number) => {
      const place = Math.floor(column / BLOCK);
      const key = `${of} ${place}`;
      const running = blocks.has(place) ? Promise.resolve(true) : reading.current.get(key);
      if (running) return running;
      const begun = fetchBlock(place).finally(() => reading.current.delete(key));
      reading.current.set(key, begun);
      return begun;
    },
    [blocks, fetchBlock, of],
  );

  const blockOf = (column: number) => blocks.get(Math.floor(column / BLOCK));
  return {
    column: (at) => blockOf(at)?.columns[at % BLOCK],
    cell: (row, column) => blockOf(column)?.cells[column % BLOCK]?.[row],
    intervals: (column) => blockOf(column)?.intervals ?? [],
    read,
    problem,
  };
}
