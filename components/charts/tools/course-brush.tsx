"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState, useTransition } from "react";
import { courseHref } from "@/components/patients/course-view";
import { dateOfDayNumber, dayNumber } from "@/lib/clinical/calendar";
import { showDate } from "@/lib/display";
import type { CourseFigure, DayRange } from "@/lib/figures/course-model";
import { dayLabel } from "@/lib/figures/day-axis";
import { fraction } from "@/lib/figures/geometry";
import { percent, token } from "../course-figure-svg";
import { type BrushEnd, brushAfterKey, brushOver, daysOf, type Grip, gripAt } from "./brush-days";
import type { CourseAddress } from "./course-address";

const HEIGHT = 40;
const UNITS = 1000;
/** Handles are taken from as far away as this, in pixels. */
const REACH = 9;
/** A key that is held moves many days; the page follows when it rests. */
const REST_MS = 350;

const ENDS = [
  { end: "first", name: "First day shown" },
  { end: "last", name: "Last day shown" },
] as const satisfies readonly { end: BrushEnd; name: string }[];

/** The whole course in small, and the stretch of it that is shown: drawn over by the pointer, or moved at its ends. */
export function CourseBrush({
  figure,
  address: { patientId, view },
}: {
  readonly figure: CourseFigure;
  readonly address: CourseAddress;
}) {
  const router = useRouter();
  const [, startMoving] = useTransition();
  const { overview } = figure;
  const whole = daysOf(overview.domain);
  const stands = daysOf(figure.domain);
  const standing = `${stands.first}..${stands.last}`;
  /** What is being chosen; it holds until the figure it was chosen on has given way to another. */
  const [draft, setDraft] = useState<{ readonly over: string; readonly range: DayRange } | null>(null);
  const [grip, setGrip] = useState<{ readonly at: Grip; readonly from: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  const shown = draft?.over === standing ? draft.range : stands;

  const go = (range: DayRange) => {
    clearTimeout(timer.current ?? undefined);
    if (`${range.first}..${range.last}` === standing) return setDraft(null);
    startMoving(() => router.push(courseHref(patientId, view, { range }), { scroll: false }));
  };
  const dayAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [from, to] = overview.domain;
    return from + ((event.clientX - box.left) / box.width) * (to - from);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const day = dayAt(event);
    const reach = (REACH / event.currentTarget.clientWidth) * (overview.domain[1] - overview.domain[0]);
    setGrip({ at: gripAt(day, shown, whole, reach), from: day });
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (grip === null) return;
    const range = brushOver(grip.at, grip.from, dayAt(event), shown, stands, whole);
    setDraft({ over: standing, range });
  };
  const up = () => {
    setGrip(null);
    if (grip !== null && draft?.over === standing) go(draft.range);
  };
  const keyed = (end: BrushEnd) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const range = brushAfterKey(event.key, end, shown, whole);
    if (range === null) return;
    event.preventDefault();
    setDraft({ over: standing, range });
    clearTimeout(timer.current ?? undefined);
    timer.current = setTimeout(() => go(range), REST_MS);
  };
  const say = (day: number) =>
    figure.origin === null || figure.originIs === "first-result"
      ? figure.origin === null
        ? dayLabel(day)
        : showDate(dateOfDayNumber(dayNumber(figure.origin) + day))
      : `${showDate(dateOfDayNumber(dayNumber(figure.origin) + day))}, ${dayLabel(day)}`;
  /** An opening picture may reach beyond what is on record. */
  const at = (x: number) => Math.min(Math.max(fraction(x, overview.domain), 0), 1);
  const edges = { first: at(shown.first), last: at(shown.last + 1) };
  const path = overview.runs
    .map(({ points }) =>
      points
        .map(
          ({ x, y }, index) =>
            `${index === 0 ? "M" : "L"}${Math.round(at(x) * UNITS * 10) / 10} ${3 + (1 - y) * (HEIGHT - 12)}`,
        )
        .join(""),
    )
    .join("");
  return (
    <div className="d29-course print:hidden">
      <div className="d29-brush-row">
        <div className="d29-names d29-wide">Whole course{overview.label && `: ${overview.label}`}</div>
        <div
          className="d29-brush"
          style={{ height: HEIGHT }}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={() => {
            setGrip(null);
            setDraft(null);
          }}
        >
          <svg
            width="100%"
            height={HEIGHT}
            viewBox={`0 0 ${UNITS} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {overview.courses.map(({ x0, x1, part }) => (
              <rect
                key={x0}
                x={at(x0) * UNITS}
                width={Math.max((at(x1) - at(x0)) * UNITS, 1)}
                y={HEIGHT - 5}
                height={5}
                fill={token(part === "induction" ? "bar-induction" : "bar-post")}
              />
            ))}
            <path d={path} fill="none" stroke={token("line")} vectorEffect="non-scaling-stroke" />
          </svg>
          <div className="d29-brush-off" style={{ left: 0, width: percent(edges.first) }} />
          <div className="d29-brush-off" style={{ left: percent(edges.last), right: 0 }} />
          <div
            className="d29-brush-window"
            style={{ left: percent(edges.first), width: percent(edges.last - edges.first) }}
          />
          {ENDS.map(({ end, name }) => (
            <div
              key={end}
              className="d29-brush-handle"
              style={{ left: percent(edges[end]) }}
              role="slider"
              tabIndex={0}
              aria-label={name}
              aria-valuemin={end === "first" ? whole.first : shown.first}
              aria-valuemax={end === "first" ? shown.last : whole.last}
              aria-valuenow={shown[end]}
              aria-valuetext={say(shown[end])}
              onKeyDown={keyed(end)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
