/** A cell by its row and its column, of which 0 is the newest. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface SheetMap {
  readonly rows: number;
  readonly columns: number;
  /** Columns a page key passes. */
  readonly page: number;
  readonly newest: "right" | "left";
  /** Undefined: the column has not been read from the server yet. */
  readonly hasValue: (place: CellPlace) => boolean | undefined;
}

/** Where a key leads: to a cell, or first to a column that must be read before it is known. */
export type Move = { readonly to: CellPlace } | { readonly read: number };

type Step = { readonly row: number; readonly column: number };

/** Null: the key is not ours, or there is nothing in its direction. Cells without a value are stepped over. */
export function moveAfterKey(key: string, ctrl: boolean, from: CellPlace, map: SheetMap): Move | null {
  const older = map.newest === "right" ? -1 : 1;
  const oldest = map.columns - 1;
  const along = (start: number, step: 1 | -1) =>
    scan({ row: from.row, column: start }, { row: 0, column: step }, map);
  // A page beyond the end stops at the last value before it.
  const page = (step: 1 | -1) => {
    const wanted = Math.min(Math.max(from.column + step * map.page, 0), oldest);
    return along(wanted, step) ?? scanBack({ row: from.row, column: wanted }, from, -step as 1 | -1, map);
  };
  const ends = { left: older === -1 ? oldest : 0, right: older === -1 ? 0 : oldest };
  const inward = { left: older === -1 ? -1 : 1, right: older === -1 ? 1 : -1 } as const;
  switch (key) {
    case "ArrowLeft":
      return along(from.column - older, -older as 1 | -1);
    case "ArrowRight":
      return along(from.column + older, older as 1 | -1);
    case "ArrowUp":
      return scan({ row: from.row - 1, column: from.column }, { row: -1, column: 0 }, map);
    case "ArrowDown":
      return scan({ row: from.row + 1, column: from.column }, { row: 1, column: 0 }, map);
    case "PageUp":
      return page(1);
    case "PageDown":
      return page(-1);
    case "Home":
      return ctrl ? corner("left") : along(ends.left, inward.left);
    case "End":
      return ctrl ? corner("right") : along(ends.right, inward.right);
    default:
      return null;
  }

  /** The first value of the first row, the last of the last; a row without any is passed over. */
  function corner(side: "left" | "right"): Move | null {
    const down = side === "left" ? 1 : -1;
    for (let row = down === 1 ? 0 : map.rows - 1; row >= 0 && row < map.rows; row += down) {
      const found = scan({ row, column: ends[side] }, { row: 0, column: inward[side] }, map);
      if (found) return found;
    }
    return null;
  }
}

function scan(start: CellPlace, step: Step, map: SheetMap): Move | null {
  let { row, column } = start;
  while (row >= 0 && row < map.rows && column >= 0 && column < map.columns) {
    const has = map.hasValue({ row, column });
    if (has === undefined) return { read: column };
    if (has) return { to: { row, column } };
    row += step.row;
    column += step.column;
  }
  return null;
}

function scanBack(start: CellPlace, until: CellPlace, step: 1 | -1, map: SheetMap): Move | null {
  const found = scan(start, { row: 0, column: step }, map);
  return found && "to" in found && found.to.column === until.column ? null : found;
}
