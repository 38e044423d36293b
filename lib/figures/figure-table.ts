import type { CourseFigure, FigureAnnotation, FigurePanel, FigurePoint, FigureStop } from "./course-model";

/** Groups what the panels show by calendar day: the focus line stops once a day and tells every value of it. */
export function figureStops(
  panels: readonly Pick<FigurePanel, "points">[],
  annotations: readonly { readonly x: number }[],
  label: (x: number) => string,
): FigureStop[] {
  const days = new Map<number, { x: number | null; points: number[][]; annotations: number[] }>();
  const none = () => ({ x: null, points: panels.map(() => []), annotations: [] });
  panels.forEach((panel, at) => {
    panel.points.forEach((point, index) => {
      const day = Math.floor(point.x);
      const stop = days.get(day) ?? none();
      days.set(day, stop);
      stop.points[at]?.push(index);
      if (point.y !== null && point.state !== "ghost") stop.x ??= point.x;
    });
  });
  annotations.forEach(({ x }, index) => {
    const day = Math.floor(x);
    const stop = days.get(day) ?? none();
    days.set(day, stop);
    stop.annotations.push(index);
  });
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, { x, ...found }]) => ({ x: x ?? day + 0.5, label: label(day), ...found }));
}

/** What one panel shows on the day of a stop. */
export function stopPoints(panel: FigurePanel, stop: FigureStop, at: number): FigurePoint[] {
  return (stop.points[at] ?? []).flatMap((index) => panel.points[index] ?? []);
}

export interface FigureTable {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly unit: string | null }[];
  readonly rows: readonly {
    readonly x: number;
    readonly when: string;
    /** One a panel; several values of one day stay several. */
    readonly cells: readonly (readonly FigurePoint[])[];
    readonly annotations: readonly FigureAnnotation[];
  }[];
}

/** The figure's twin for those who read instead of look: the same values in rows. */
export function figureTable(
  figure: Pick<CourseFigure, "panels" | "stops" | "axisTitle" | "deidentified" | "annotations">,
): FigureTable {
  return {
    columns: [
      { id: "when", label: figure.deidentified ? figure.axisTitle : "Date", unit: null },
      ...figure.panels.map(({ analyte, label, unit }) => ({ id: analyte, label, unit })),
    ],
    rows: figure.stops.map((stop) => ({
      x: stop.x,
      when: stop.label,
      cells: figure.panels.map((panel, at) => stopPoints(panel, stop, at)),
      annotations: stop.annotations.flatMap((index) => figure.annotations[index] ?? []),
    })),
  };
}
