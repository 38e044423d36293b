import "./course-table.css";
import { TableScroll } from "@/components/ui/table";
import type { CourseFigure } from "@/lib/figures/course-model";
import { figureTable } from "@/lib/figures/figure-table";
import { flagMark, stateNote } from "@/lib/figures/figure-words";
import { inPlaces } from "./in-places";

/** The figure's values in rows, newest last as in the picture. */
export function CourseTable({ figure }: { readonly figure: CourseFigure }) {
  const { columns, rows } = figureTable(figure);
  return (
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
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p>{figure.empty}</p>}
    </TableScroll>
  );
}
