import { isUnitOf, type TableColumn } from "./column-use";
import { matchHeading } from "./match-heading";

/** A line of units under the headings: it says so, or it holds units of its columns and nothing else in them. */
export function isUnitLine(
  cells: readonly string[],
  label: string,
  columns: readonly TableColumn[],
): boolean {
  const named = matchHeading(label);
  if (named.kind === "field" && named.field === "unit") return true;
  let units = 0;
  for (const { index, use } of columns) {
    const cell = (cells[index] ?? "").trim();
    if (use.kind !== "analyte" || cell === "") continue;
    if (/^\d+$/.test(cell) || !isUnitOf(use.analyte, cell)) return false;
    units += 1;
  }
  return units > 0;
}
