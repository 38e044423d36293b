import type { CourseFigure } from "@/lib/figures/course-model";
import { figureTable } from "@/lib/figures/figure-table";
import { flagMark, stateNote } from "@/lib/figures/figure-words";

/** The figure's values in rows, newest last as in the picture. */
export function CourseTable({ figure }: { readonly figure: CourseFigure }) {
  const { columns, rows } = figureTable(figure);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="d29-table" aria-label="Course as a table" tabIndex={0}>
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
                  {values.map((value, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two equal values of one day are two
                    <span key={at}>
                      {at > 0 && " · "}
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
    </section>
  );
}
