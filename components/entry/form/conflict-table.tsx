import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";

export interface ConflictRow {
  readonly label: string;
  readonly original: string;
  readonly theirs: string;
  /** Null: not touched by me, so theirs stays. */
  readonly mine: string | null;
}

/** Original, theirs and mine side by side: the person decides, nothing is merged unseen. */
export function ConflictTable({ rows }: { readonly rows: readonly ConflictRow[] }) {
  return (
    <TableScroll label="What differs">
      <Table>
        <thead>
          <tr>
            <Th>Value</Th>
            <Th>When you opened it</Th>
            <Th>Theirs, saved meanwhile</Th>
            <Th>Mine, not saved</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <RowHead>{row.label}</RowHead>
              <Td className="text-muted">{row.original}</Td>
              <Td>
                <Changed from={row.original} to={row.theirs} />
              </Td>
              <Td>
                {row.mine === null ? (
                  <span className="text-muted">not touched, theirs stays</span>
                ) : (
                  <Changed from={row.original} to={row.mine} />
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}

function Changed({ from, to }: { readonly from: string; readonly to: string }) {
  if (from === to) return <span className="text-muted">{to}</span>;
  return (
    <>
      <strong className="font-semibold">{to}</strong> <span className="text-sm text-muted">changed</span>
    </>
  );
}
