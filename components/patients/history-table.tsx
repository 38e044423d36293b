import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { showInstant } from "@/lib/display";

export interface HistoryItem {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string | null;
  readonly version: number | null;
  readonly reason: string | null;
}

/** Who saw and who changed this patient's record, newest first, as the audit has it. */
export function HistoryTable({
  items,
  timeZone,
}: {
  readonly items: readonly HistoryItem[];
  readonly timeZone: string;
}) {
  return (
    <TableScroll label="History">
      <Table>
        <thead>
          <tr>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>On</Th>
            <Th>Why</Th>
            <Th className="text-right">No.</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.seq}>
              <RowHead className="whitespace-nowrap">{showInstant(item.at, timeZone)}</RowHead>
              <Td className="whitespace-nowrap">{item.actor}</Td>
              <Td className="whitespace-nowrap">{actionWords(item.action)}</Td>
              <Td className="text-muted">
                {item.object ?? "–"}
                {item.version === null ? "" : `, version ${item.version}`}
              </Td>
              <Td>{item.reason ?? <span className="text-muted">–</span>}</Td>
              <Td className="text-right text-muted">{item.seq}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}

/** "report.correct (refused)" → "report: correct (refused)" */
const actionWords = (action: string) => action.replace(".", ": ").replaceAll("-", " ");
