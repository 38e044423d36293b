import type { ReactNode } from "react";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";

/** What is on record of one kind, each row with what can be done with it. */
export function EntryList({
  label,
  empty,
  heads,
  rows,
}: {
  readonly label: string;
  readonly empty: string;
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
    /** Null where nothing may be changed. */
    readonly withdraw: ReactNode;
  }[];
}) {
  if (rows.length === 0) return <p className="border-b border-line px-3.5 py-3 text-muted">{empty}</p>;
  return (
    <TableScroll
      label={label}
      className="max-h-72 overflow-y-auto border-b border-line [&_:is(th,td):first-child]:pl-3.5 [&_:is(th,td):last-child]:pr-3.5"
    >
      <Table>
        <thead>
          <tr>
            {heads.map((head) => (
              <Th key={head}>{head}</Th>
            ))}
            <Th>
              <span className="sr-only">Change</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, withdraw }) => (
            <tr key={key}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <RowHead key={heads[column]} className="font-medium">
                    {cell}
                  </RowHead>
                ) : (
                  <Td key={heads[column]} className={column < 3 ? "whitespace-nowrap" : "min-w-32"}>
                    {cell}
                  </Td>
                ),
              )}
              <Td className="text-right">{withdraw}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
