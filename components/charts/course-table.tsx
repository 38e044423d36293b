"use client";

import "./course-table.css";
import { useState } from "react";
import { TableScroll } from "@/components/ui/table";
import type { CourseFigure } from "@/lib/figures/course-model";
import { figureTable } from "@/lib/figures/figure-table";
import { flagMark, stateNote } from "@/lib/figures/figure-words";
import { inPlaces } from "./in-places";

/** Rows of one page: more are neither read at once nor laid out quickly. */
const PAGE = 100;

/** The figure's values in rows, newest last as in the picture; of a long course the newest page first. */
export function CourseTable({ figure }: { readonly figure: CourseFigure }) {
  const { columns, rows: all } = figureTable(figure);
  const pages = Math.max(Math.ceil(all.length / PAGE), 1);
  /** From the newest back; a shorter stretch may have fewer. */
  const [asked, setPage] = useState(0);
  const page = Math.min(asked, pages - 1);
  const to = all.length - page * PAGE;
  const rows = all.slice(Math.max(to - PAGE, 0), to);
  const annotated = figure.annotations.length > 0;
  return (
    <>
      {pages > 1 && (
        <p className="d29-pages">
          <button
            type="button"
            className="d29-tool"
            disabled={page === pages - 1}
            onClick={() => setPage(page + 1)}
          >
            Earlier
          </button>
          <span role="status">
            {rows[0]?.when} to {rows.at(-1)?.when}: {rows.length} of {all.length} days
          </span>
          <button type="button" className="d29-tool" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Later
          </button>
        </p>
      )}
      <TableScroll className="d29-table" label="Course as a table">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col">
                  {column.label}
                  {column.unit && <small> {column.unit}</small>}
                </th>
              ))}
              {annotated && <th scope="col">Annotation</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.x}>
                <th scope="row">{row.when}</th>
                {row.cells.map((values, index) => (
                  <td key={columns[index + 1]?.id}>
                    {inPlaces(values).map(({ place, value }) => (
                      <span key={place}>
                        {place > 0 && " · "}
                        {value.text}
                        {flagMark(value.flag) && <small> {flagMark(value.flag)}</small>}
                        {stateNote(value.state) && <small> {stateNote(value.state)}</small>}
                      </span>
                    ))}
                  </td>
                ))}
                {annotated && (
                  <td className="d29-words">
                    {row.annotations.map(({ number, text }) => (
                      <span key={number}>
                        <small>{number}</small> <bdi>{text}</bdi>{" "}
                      </span>
                    ))}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {all.length === 0 && <p>{figure.empty}</p>}
      </TableScroll>
    </>
  );
}
