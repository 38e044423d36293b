import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import type { ImportCounts } from "@/lib/contract/import";
import { showCount, showInstant } from "@/lib/display";
import { reconciliation } from "./outcome";

const STATES: Readonly<Record<string, string>> = {
  open: "○ open, not committed",
  committed: "✓ committed",
  reverted: "↩ reverted",
};

export interface RecentImport {
  readonly id: string;
  readonly format: string;
  readonly state: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly waiting: number;
  /** Null until it is committed: before, they change with the record. */
  readonly counts: ImportCounts | null;
}

export function RecentImports({
  items,
  formats,
  timeZone,
}: {
  readonly items: readonly RecentImport[];
  readonly formats: readonly { readonly id: string; readonly label: string }[];
  readonly timeZone: string;
}) {
  if (items.length === 0) {
    return <EmptyState title="Nothing has been imported at this site yet." />;
  }
  return (
    <TableScroll
      label="Imports of this site"
      className="[&_:is(th,td):first-child]:pl-3.5 [&_:is(th,td):last-child]:pr-3.5"
    >
      <Table>
        <thead>
          <tr>
            <Th>Received</Th>
            <Th>By</Th>
            <Th>Format</Th>
            <Th>State</Th>
            <Th>Rows</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <RowHead className="whitespace-nowrap">
                <Link href={`/import/${item.id}`} className="text-accent underline">
                  {showInstant(item.createdAt, timeZone)}
                </Link>
              </RowHead>
              <Td className="whitespace-nowrap">{item.createdBy}</Td>
              <Td className="min-w-44">
                {formats.find(({ id }) => id === item.format)?.label ?? item.format}
              </Td>
              <Td className="whitespace-nowrap">
                {STATES[item.state] ?? item.state}
                {item.waiting > 0 ? (
                  <span className="block text-sm text-open">? {showCount(item.waiting, "row")} waiting</span>
                ) : null}
              </Td>
              <Td className="min-w-64 text-muted">
                {item.counts === null ? null : reconciliation(item.counts).sentence}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
