import { EmptyState } from "@/components/ui/empty-state";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import type { FeedMessageAnswer } from "@/lib/contract/feed";
import { showCount, showInstant } from "@/lib/display";
import { AckMark } from "./ack-mark";

const sizeWords = (bytes: number) => (bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`);

/** Each message and how it was answered: no name, no value. */
export function FeedTable({
  items,
  timeZone,
  filtered,
}: {
  readonly items: readonly FeedMessageAnswer[];
  readonly timeZone: string;
  readonly filtered: boolean;
}) {
  if (items.length === 0) {
    return filtered ? (
      <EmptyState title="No message was answered so." />
    ) : (
      <EmptyState title="No message has come yet.">
        The laboratory’s system sends to the listener (npm run hl7-listener), which needs a token of this
        site.
      </EmptyState>
    );
  }
  return (
    <TableScroll label="Messages, as a table">
      <Table>
        <thead>
          <tr>
            {["Received", "Answer", "Why", "From", "Message", "Size"].map((head) => (
              <Th key={head} className={head === "Size" ? "text-right" : ""}>
                {head}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <RowHead className="whitespace-nowrap">{showInstant(item.receivedAt, timeZone)}</RowHead>
              <Td className="whitespace-nowrap">
                <AckMark ack={item.ack} />
              </Td>
              <Td className="min-w-48">
                {item.reason ?? <span className="text-muted">{waitingWords(item.waiting)}</span>}
              </Td>
              <Td className="min-w-32 wrap-anywhere">
                {item.sender}
                <span className="block text-sm text-muted">{item.peer}</span>
              </Td>
              <Td className="min-w-32 wrap-anywhere">
                {item.controlId ?? <span className="text-muted">no control id</span>}
                <span className="block text-sm text-muted">{item.messageType}</span>
              </Td>
              <Td className="text-right whitespace-nowrap tabular-nums">{sizeWords(item.size)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}

const waitingWords = (waiting: number) =>
  waiting === 0 ? "–" : `${showCount(waiting, "row")} of it ${waiting === 1 ? "waits" : "wait"} for a person`;
