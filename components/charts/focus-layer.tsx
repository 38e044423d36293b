"use client";

import { type KeyboardEvent, type PointerEvent, useSyncExternalStore } from "react";
import type { CourseFigure, FigurePanel, FigureStop } from "@/lib/figures/course-model";
import { stopPoints } from "@/lib/figures/figure-table";
import { valueWords } from "@/lib/figures/figure-words";
import { fraction, panelHeight, plotRange } from "@/lib/figures/geometry";
import { panelScale } from "@/lib/figures/panel-scale";
import { type FocusStore, nearestStop, stopAfterKey } from "./focus-store";
import { inPlaces } from "./in-places";
import { ValueReadout } from "./value-readout";

export function useFocusedStop(figure: CourseFigure, store: FocusStore): FigureStop | null {
  const x = useSyncExternalStore(store.subscribe, store.get, () => null);
  return x === null ? null : (figure.stops.find((stop) => stop.x === x) ?? null);
}

const annotationsAt = (figure: CourseFigure, stop: FigureStop) =>
  stop.annotations.flatMap((index) => figure.annotations[index] ?? []);

/** "31-Mar-2026 · Day 30: Marrow blasts 2.0 %, WBC 5.2 ×10⁹/L" */
function spokenStop(figure: CourseFigure, stop: FigureStop): string {
  const told = figure.panels.flatMap((panel, index) => {
    const values = stopPoints(panel, stop, index);
    return values.length === 0 ? [] : [`${panel.label} ${values.map(valueWords).join(", ")} ${panel.unit}`];
  });
  told.push(...annotationsAt(figure, stop).map(({ text }) => `annotation ${text}`));
  return `${stop.label}: ${told.join("; ")}`;
}

/** The focus line over all panels: follows the pointer, or the arrow keys once it has the keyboard. */
export function FocusLayer({ figure, store }: { readonly figure: CourseFigure; readonly store: FocusStore }) {
  const stop = useFocusedStop(figure, store);
  const index = stop === null ? null : figure.stops.indexOf(stop);
  const focus = (to: number | null) => store.set(to === null ? null : (figure.stops[to]?.x ?? null));
  const [from, to] = figure.domain;
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    focus(nearestStop(figure.stops, from + ((event.clientX - box.left) / box.width) * (to - from)));
  };
  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stopAfterKey(event.key, index, figure.stops.length);
    if (next === undefined) return;
    event.preventDefault();
    focus(next);
  };
  const leave = (event: PointerEvent<HTMLDivElement>) => {
    if (document.activeElement !== event.currentTarget) store.set(null);
  };
  if (figure.stops.length === 0) return null;
  const f = stop === null ? 0 : fraction(stop.x, figure.domain);
  return (
    <div
      className="d29-focus"
      role="slider"
      tabIndex={0}
      aria-label="Day in focus"
      aria-valuemin={1}
      aria-valuemax={figure.stops.length}
      aria-valuenow={(index ?? figure.stops.length - 1) + 1}
      aria-valuetext={stop === null ? "none; arrow keys move" : spokenStop(figure, stop)}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={leave}
      onKeyDown={move}
      onBlur={() => store.set(null)}
    >
      {stop && (
        <>
          <div className="d29-focus-line" style={{ left: `${f * 100}%` }} />
          <div className="d29-badge" style={{ left: `${f * 100}%`, transform: `translateX(${shift(f)}%)` }}>
            {stop.label}
            {annotationsAt(figure, stop).map(({ number, text }) => (
              <div key={number} className="d29-said">
                {number} <bdi>{text}</bdi>
              </div>
            ))}
          </div>
        </>
      )}
    </div>
  );
}

/** Centred under the line, except near the edges where it would leave the figure. */
function shift(f: number): number {
  const edge = 0.14;
  if (f < edge) return -(Math.max(f, 0) / edge) * 50;
  if (f > 1 - edge) return -100 + (Math.max(1 - f, 0) / edge) * 50;
  return -50;
}

/** The panel's values in focus; its latest while nothing is. */
export function FocusReadout({
  figure,
  panel,
  index,
  store,
}: {
  readonly figure: CourseFigure;
  readonly panel: FigurePanel;
  readonly index: number;
  readonly store: FocusStore;
}) {
  const stop = useFocusedStop(figure, store);
  return <ValueReadout values={stop ? stopPoints(panel, stop, index) : panel.latest ? [panel.latest] : []} />;
}

/** Rings around the values in focus. */
export function FocusRings({
  figure,
  panel,
  index,
  store,
}: {
  readonly figure: CourseFigure;
  readonly panel: FigurePanel;
  readonly index: number;
  readonly store: FocusStore;
}) {
  const stop = useFocusedStop(figure, store);
  if (!stop) return null;
  const scale = panelScale(panel).range([...plotRange(panel)]);
  return (
    <svg width="100%" height={panelHeight(panel)} aria-hidden="true">
      {inPlaces(stopPoints(panel, stop, index)).map(({ place, value }) =>
        value.y === null ? null : (
          <circle
            key={place}
            cx={`${fraction(value.x, figure.domain) * 100}%`}
            cy={scale(value.y)}
            r={6.5}
            fill="none"
            stroke="var(--d29-ink)"
            strokeWidth={1.4}
          />
        ),
      )}
    </svg>
  );
}
