/** A place in the grid, counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export type Move =
  | "up"
  | "down"
  | "left"
  | "right"
  | "next"
  | "previous"
  | "row-start"
  | "row-end"
  | "first"
  | "last"
  | "top"
  | "bottom"
  | "page-up"
  | "page-down";

const PAGE = 15;

const within = ({ row, column }: Place, { rows, columns }: Extent): Place => ({
  row: Math.max(0, Math.min(row, rows - 1)),
  column: Math.max(0, Math.min(column, columns - 1)),
});

/**
 * Where a key leads. "next" and "previous" go on in the row after or before, and are null past the last or first cell:
 * there the Tab key leaves the grid, so that nobody is caught in it.
 */
export function moved(from: Place, move: Move, extent: Extent): Place | null {
  const { row, column } = from;
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  switch (move) {
    case "up":
      return within({ row: row - 1, column }, extent);
    case "down":
      return within({ row: row + 1, column }, extent);
    case "left":
      return within({ row, column: column - 1 }, extent);
    case "right":
      return within({ row, column: column + 1 }, extent);
    case "next":
      if (column < lastColumn) return { row, column: column + 1 };
      return row < lastRow ? { row: row + 1, column: 0 } : null;
    case "previous":
      if (column > 0) return { row, column: column - 1 };
      return row > 0 ? { row: row - 1, column: lastColumn } : null;
    case "row-start":
      return { row, column: 0 };
    case "row-end":
      return { row, column: lastColumn };
    case "first":
      return { row: 0, column: 0 };
    case "last":
      return { row: lastRow, column: lastColumn };
    case "top":
      return { row: 0, column };
    case "bottom":
      return { row: lastRow, column };
    case "page-up":
      return within({ row: row - PAGE, column }, extent);
    case "page-down":
      return within({ row: row + PAGE, column }, extent);
  }
}

/** A block of cells, both corners inside. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const blockOf = (a: Place, b: Place): Block => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

export const inBlock = ({ top, bottom, left, right }: Block, { row, column }: Place): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export const isOneCell = ({ top, bottom, left, right }: Block): boolean => top === bottom && left === right;
