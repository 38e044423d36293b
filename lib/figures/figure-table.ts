import type { FigurePanel, FigurePoint, FigureStop, FigureTable, StopValue } from "./course-model";

/** Groups what the panels show by calendar day: the focus line stops once a day and tells every value of it. */
export function figureStops(panels: readonly FigurePanel[], label: (x: number) => string): FigureStop[] {
  const days = new Set<number>();
  for (const panel of panels) for (const point of panel.points) days.add(Math.floor(point.x));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => {
      const values = panels.map((panel) =>
        panel.points.filter((point) => Math.floor(point.x) === day).map(stopValue),
      );
      const placed = values.flat().find((value) => value.y !== null && value.state !== "ghost");
      return { x: placed?.x ?? day + 0.5, label: label(day), values };
    });
}

function stopValue({ x, y, text, flag, state }: FigurePoint): StopValue {
  return { x, y, text, flag, state };
}

/** The same values in rows, for those who read instead of look. */
export function figureTable(
  panels: readonly FigurePanel[],
  stops: readonly FigureStop[],
  when: string,
): FigureTable {
  return {
    columns: [
      { id: "when", label: when, unit: null },
      ...panels.map((panel) => ({ id: panel.analyte, label: panel.label, unit: panel.unit })),
    ],
    rows: stops.map((stop) => ({
      x: stop.x,
      when: stop.label,
      cells: stop.values.map((values) => values.map(({ text, flag, state }) => ({ text, flag, state }))),
    })),
  };
}
