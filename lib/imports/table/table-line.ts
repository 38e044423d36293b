/** One record of a table: a line of a file, or several where a quoted cell breaks lines; a row of a sheet. */
export interface TableLine {
  /** Of the file, from 1: the first line of the record. */
  readonly line: number;
  /** What a spreadsheet numbers it, from 1; absent: its place among the records. */
  readonly row?: number;
  readonly cells: readonly string[];
  /** Of each cell whether the file holds a number, so that its point is no matter of a mark; absent: all are text, and
   * every record writes out all its cells. */
  readonly numbers?: readonly boolean[];
}
