import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { ACKS, type AckCounts, type FeedSummaryAnswer } from "@/lib/contract/feed";
import { showDate, showInstant } from "@/lib/display";
import { ACK_WORDS, AckMark } from "./ack-mark";

const COUNT = "text-right tabular-nums";

/** Whether the feed lives: by day, and by who sends. */
export function FeedSummary({
  summary,
  timeZone,
}: {
  readonly summary: FeedSummaryAnswer;
  readonly timeZone: string;
}) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Panel title="Messages a day" aside="the last seven, by the clock of the site">
        <TableScroll label="Messages a day, as a table">
          <Table>
            <thead>
              <tr>
                <Th>Day</Th>
                <AckHeads />
              </tr>
            </thead>
            <tbody>
              {summary.days.map((day) => (
                <tr key={day.date}>
                  <RowHead className="whitespace-nowrap">{showDate(day.date)}</RowHead>
                  <AckCells counts={day} />
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
      </Panel>
      <Panel title="Senders" aside="of the last 30 days">
        {summary.senders.length === 0 ? (
          <EmptyState title="Nobody has sent anything yet." />
        ) : (
          <TableScroll label="Senders, as a table">
            <Table>
              <thead>
                <tr>
                  <Th>From</Th>
                  <Th>Last message</Th>
                  <AckHeads />
                </tr>
              </thead>
              <tbody>
                {summary.senders.map((sender) => (
                  <tr key={sender.peer ?? ""}>
                    <RowHead className="min-w-32 wrap-anywhere">
                      {sender.sender ?? <span className="text-muted">not named yet</span>}
                      <span className="block text-sm text-muted">{sender.peer ?? "address not known"}</span>
                    </RowHead>
                    <Td className="whitespace-nowrap">
                      {showInstant(sender.lastAt, timeZone)} <AckMark ack={sender.lastAck} />
                    </Td>
                    <AckCells counts={sender} />
                  </tr>
                ))}
              </tbody>
            </Table>
          </TableScroll>
        )}
      </Panel>
    </div>
  );
}

function AckHeads() {
  return ACKS.map((ack) => (
    <Th key={ack} className="text-right">
      {ack} <span className="max-sm:sr-only">{ACK_WORDS[ack]}</span>
    </Th>
  ));
}

function AckCells({ counts }: { readonly counts: AckCounts }) {
  return ACKS.map((ack) => (
    <Td key={ack} className={counts[ack] === 0 ? `${COUNT} text-muted` : COUNT}>
      {counts[ack]}
    </Td>
  ));
}
