import type { ReactNode } from "react";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import type { CourseAnswer, ExtramedullaryAnswerRow, SupportAnswer } from "@/lib/contract/patient";
import { protocolDayOf, showDate, showDay, showPhase, showSupport, showWords } from "@/lib/display";
import { WithdrawRow } from "./withdraw-row";

const KIND_WORDS: Readonly<Record<string, string>> = { "car-t": "CAR-T" };
const SITE_WORDS: Readonly<Record<string, string>> = { cns: "CNS" };

const list = (codes: readonly string[], words: Readonly<Record<string, string>>) =>
  codes.map((code) => words[code] ?? showWords(code)).join(", ");

export function CourseList({ courses }: { readonly courses: readonly CourseAnswer[] }) {
  return (
    <List
      label="Courses on record"
      empty="No course is on record: without one no day of treatment can be counted."
      heads={["Phase", "First day", "Last day", "Protocol", "Treatment"]}
      rows={courses.map((course) => ({
        key: course.id,
        cells: [
          showPhase(course.phase),
          showDate(course.start),
          course.end === null ? "–" : showDate(course.end),
          course.protocol ?? "–",
          [list(course.kinds, KIND_WORDS), course.agents.join(", ")].filter(Boolean).join(": ") || "–",
        ],
        withdraw: (
          <WithdrawRow
            key={course.version}
            path={`courses/${course.id}/withdraw`}
            version={course.version}
            what={`${showPhase(course.phase)} from ${showDate(course.start)}`}
          />
        ),
      }))}
    />
  );
}

export function SupportList({
  support,
  dayOne,
}: {
  readonly support: readonly SupportAnswer[];
  readonly dayOne: string | null;
}) {
  return (
    <List
      label="Support on record"
      empty="No transfusion or growth factor is on record."
      heads={["Given", "On", "Day of treatment"]}
      rows={support.map((event) => ({
        key: event.id,
        cells: [
          showSupport(event.kind),
          showDate(event.on),
          dayOne === null ? "–" : showDay(protocolDayOf(dayOne, event.on)),
        ],
        withdraw: (
          <WithdrawRow
            key={event.version}
            path={`support/${event.id}/withdraw`}
            version={event.version}
            what={`${showSupport(event.kind)} on ${showDate(event.on)}`}
          />
        ),
      }))}
    />
  );
}

export function ExtramedullaryList({ findings }: { readonly findings: readonly ExtramedullaryAnswerRow[] }) {
  return (
    <List
      label="Extramedullary findings on record"
      empty="Nothing is on record: extramedullary disease counts as not assessed."
      heads={["Finding", "On", "Sites"]}
      rows={findings.map((row) => ({
        key: row.id,
        cells: [
          showWords(row.finding),
          row.on === null ? "undated" : showDate(row.on),
          list(row.sites, SITE_WORDS) || "–",
        ],
        withdraw: (
          <WithdrawRow
            key={row.version}
            path={`extramedullary/${row.id}/withdraw`}
            version={row.version}
            what={`${showWords(row.finding)}, ${row.on === null ? "undated" : showDate(row.on)}`}
          />
        ),
      }))}
    />
  );
}

function List({
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
    readonly cells: readonly string[];
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
              <span className="sr-only">Withdraw</span>
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
