import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import type { MappingAnswer } from "@/lib/contract/mapping";
import { showInstant } from "@/lib/display";
import { MappingEditor } from "./mapping-editor";

/** What is remembered of one source. */
export function MappingTable({
  source,
  items,
  timeZone,
}: {
  readonly source: string;
  readonly items: readonly MappingAnswer[];
  readonly timeZone: string;
}) {
  return (
    <TableScroll label={`Remembered of ${source}`}>
      <Table>
        <thead>
          <tr>
            <Th>What it sends</Th>
            <Th>What it means here</Th>
            <Th>Answered</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.kind} ${item.code}`}>
              <RowHead className="min-w-32 align-top font-medium wrap-anywhere">
                {item.kind === "table" ? "Columns of its tables" : item.code}
              </RowHead>
              <Td className="min-w-64 align-top">
                {/* Another version is another answer: what was begun on the one before is not saved over it. */}
                <MappingEditor key={item.version} mapping={item} />
              </Td>
              <Td className="align-top whitespace-nowrap">
                {showInstant(item.updatedAt, timeZone)}
                <span className="block text-sm text-muted">{item.author}</span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
