"use client";

import { useState } from "react";
import { get } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SegmentedLinks } from "@/components/ui/segmented";
import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import {
  type ImportAnswer,
  type ImportRowAnswer,
  ROW_OUTCOMES,
  type RowOutcome,
} from "@/lib/contract/import";
import { showUnit } from "@/lib/display";
import { converted, countOf, OUTCOMES } from "./outcome";
import { OutcomeMark } from "./outcome-mark";

/** Rows put on the page at a time: a file of 200,000 must not stop the browser. */
const STEP = 300;

/** One line per value in the order of the file, with where it stands, what becomes of it and why. */
export function ImportRows({
  answer,
  filter,
}: {
  readonly answer: ImportAnswer;
  readonly filter: RowOutcome | null;
}) {
  const [shown, setShown] = useState(STEP);
  const { counts } = answer;
  const [more, setMore] = useState<Pick<ImportAnswer, "rows" | "next">>({ rows: [], next: answer.next });
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const rows = [...answer.rows, ...more.rows];
  // An answer to a change holds all outcomes, the page itself only those asked for.
  const chosen = filter === null ? rows : rows.filter((row) => row.outcome === filter);
  const total = filter === null ? counts.rows : countOf(counts, filter);
  const here = `/import/${answer.id}`;
  const showMore = async () => {
    if (chosen.length < shown + STEP && more.next !== null) {
      setAsking(true);
      const wanted = filter === null ? "" : `&outcome=${filter}`;
      const sent = await get<ImportAnswer>(`imports/${answer.id}?cursor=${more.next}${wanted}`);
      setAsking(false);
      setProblem(sent.ok ? null : sent.problem.message);
      if (!sent.ok) return;
      setMore({ rows: [...more.rows, ...sent.value.rows], next: sent.value.next });
    }
    setShown(shown + STEP);
  };
  return (
    <>
      <div className="overflow-x-auto border-b border-line px-3.5 py-2">
        <SegmentedLinks
          label="Rows to show"
          value={filter ?? "all"}
          segments={[
            { value: "all", label: `all ${counts.rows}`, href: here },
            ...ROW_OUTCOMES.map((outcome) => ({
              value: outcome,
              label: `${OUTCOMES[outcome].symbol} ${OUTCOMES[outcome].word} ${countOf(counts, outcome)}`,
              href: `${here}?outcome=${outcome}`,
            })),
          ]}
        />
      </div>
      {chosen.length === 0 ? (
        <EmptyState
          title={filter === null ? "The file holds no rows." : `No row is ${OUTCOMES[filter].word}.`}
        />
      ) : (
        <TableScroll
          label="Rows of the file"
          className="[&_:is(th,td):first-child]:pl-3.5 [&_:is(th,td):last-child]:pr-3.5"
        >
          <Table>
            <thead>
              <tr>
                <Th>Outcome</Th>
                <Th className="max-md:hidden">Line</Th>
                <Th className="max-md:hidden">Position</Th>
                <Th>Test</Th>
                <Th className="text-right">As sent</Th>
                <Th className="text-right">Used as</Th>
                <Th>Interval sent</Th>
                <Th className="max-md:hidden">Reason</Th>
              </tr>
            </thead>
            <tbody>
              {chosen.slice(0, shown).map((row) => (
                <Row key={`${row.at} ${row.line}`} row={row} />
              ))}
            </tbody>
          </Table>
        </TableScroll>
      )}
      {chosen.length > shown || more.next !== null ? (
        <div className="flex items-center gap-3 px-3.5 py-2">
          <Button size="small" busy={asking} busyText="Fetching…" onClick={() => void showMore()}>
            Show {Math.min(STEP, total - Math.min(shown, chosen.length))} more
          </Button>
          <span className="text-sm text-muted">
            {Math.min(shown, chosen.length)} of {total} rows
          </span>
          {problem === null ? null : <span className="text-critical">{problem}</span>}
        </div>
      ) : null}
    </>
  );
}

function Row({ row }: { readonly row: ImportRowAnswer }) {
  const line = row.column === null ? `${row.line}` : `${row.line}:${row.column}`;
  return (
    <tr>
      <Td>
        <OutcomeMark outcome={row.outcome} />
      </Td>
      <Td className="text-muted max-md:hidden">{line}</Td>
      <Td className="whitespace-nowrap text-muted max-md:hidden">{row.at}</Td>
      <Td className="min-w-44">
        {row.label} {row.analyte ? <span className="text-sm text-muted">{row.analyte}</span> : null}
        {/* On a narrow screen where it stands and why go under the name, or they would be out of sight. */}
        <span className="block text-sm text-muted md:hidden">
          line {line}, {row.at}
        </span>
        <span className="block text-sm md:hidden">
          <Remarks row={row} />
        </span>
      </Td>
      <Td className="min-w-28 text-right break-words">
        {row.text === "" ? <span className="text-muted">no value</span> : row.text}{" "}
        <span className="text-sm text-muted">{row.unit === null ? null : showUnit(row.unit)}</span>
      </Td>
      <Td className="text-right whitespace-nowrap">{converted(row)}</Td>
      <Td className="whitespace-nowrap text-muted">{row.interval}</Td>
      <Td className="min-w-56 max-md:hidden">
        <Remarks row={row} />
      </Td>
    </tr>
  );
}

/** Why the row came to what it did, and what the laboratory or the reading adds. */
function Remarks({ row: { reason, notes = [] } }: { readonly row: ImportRowAnswer }) {
  return (
    <>
      {reason}
      {notes.map((note) => (
        <span key={note} className="block text-sm whitespace-pre-line text-muted">
          {note}
        </span>
      ))}
    </>
  );
}
