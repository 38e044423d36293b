import type { LocalDate } from "../branded";
import type { Assessment } from "../clinical/assessment";
import { dayNumber } from "../clinical/calendar";
import type { TreatmentCourse } from "../clinical/record";
import type { ProcedureKind } from "../clinical/whole-record/record-entries";
import { showPhase } from "../display";
import type {
  CourseBar,
  CourseFigure,
  CourseFigureInput,
  SupportTick,
  TickKind,
  TreatmentStrip,
  WindowBand,
} from "./course-model";

/** In the order they are drawn when several fall on one day. */
export const SUPPORT_LETTER = {
  "red-cells": "R",
  platelets: "P",
  "g-csf": "G",
  marrow: "M",
  "lumbar-puncture": "L",
  imaging: "I",
} as const satisfies Record<TickKind, string>;

const TICK_OF = {
  marrow: "marrow",
  "lumbar-puncture": "lumbar-puncture",
  // A look at the blood of a count that is drawn already.
  smear: null,
  "x-ray": "imaging",
  ct: "imaging",
  ultrasound: "imaging",
} as const satisfies Record<ProcedureKind, TickKind | null>;

export interface StripFrame {
  readonly origin: number;
  readonly domain: readonly [number, number];
  /** The end of what is known, absolute day: an open course is drawn no further. */
  readonly knownUntil: number;
  readonly deidentified: boolean;
}

export function treatmentStrip(
  { record, procedures = [] }: Pick<CourseFigureInput, "record" | "procedures">,
  frame: StripFrame,
): TreatmentStrip {
  const done = procedures.flatMap(({ kind, on }) => {
    const tick = TICK_OF[kind];
    return tick === null ? [] : [{ kind: tick, on: on as LocalDate }];
  });
  return {
    courses: courseBars(record.courses, frame),
    support: dayTicks([...record.support, ...done], frame),
  };
}

/** The phase, with the protocol's name where it may be told (free text, so never when de-identified). */
export function courseLabel(course: TreatmentCourse, deidentified: boolean): string {
  const part = course.part === "induction" ? "Induction" : "Post-remission";
  const phase = course.phase === null ? part : showPhase(course.phase);
  return course.protocol && !deidentified ? `${phase} · ${course.protocol}` : phase;
}

/** Days of a planned course without an end that are drawn: enough for its name. */
const PLANNED_SHOWN = 7;

function courseBars(courses: readonly TreatmentCourse[], frame: StripFrame): CourseBar[] {
  const sorted = courses.toSorted((a, b) => dayNumber(a.start) - dayNumber(b.start));
  return sorted
    .map((course, index) => {
      const start = dayNumber(course.start);
      const next = sorted.slice(index + 1).find((later) => dayNumber(later.start) > start);
      const planned = start >= frame.knownUntil;
      const known = planned ? start + PLANNED_SHOWN : Math.max(frame.knownUntil, start + 1);
      const open = next ? Math.min(dayNumber(next.start), known) : known;
      return {
        x0: start - frame.origin,
        x1: (course.end === null ? open : dayNumber(course.end) + 1) - frame.origin,
        label: courseLabel(course, frame.deidentified) + (planned ? " (planned)" : ""),
        part: course.part,
        ongoing: course.end === null && !next,
      };
    })
    .filter((bar) => bar.x1 > frame.domain[0] && bar.x0 < frame.domain[1])
    .map((bar) => ({
      ...bar,
      x0: Math.max(bar.x0, frame.domain[0]),
      x1: Math.min(bar.x1, frame.domain[1]),
    }));
}

/** One tick a day at noon, with a letter for each kind. */
function dayTicks(
  events: readonly { readonly kind: TickKind; readonly on: LocalDate }[],
  frame: StripFrame,
): SupportTick[] {
  const byDay = new Map<number, Set<TickKind>>();
  for (const event of events) {
    const x = dayNumber(event.on) - frame.origin + 0.5;
    if (x < frame.domain[0] || x > frame.domain[1]) continue;
    byDay.set(x, (byDay.get(x) ?? new Set()).add(event.kind));
  }
  const order = Object.keys(SUPPORT_LETTER) as TickKind[];
  return [...byDay]
    .sort(([a], [b]) => a - b)
    .map(([x, found]) => {
      const kinds = order.filter((kind) => found.has(kind));
      return { x, kinds, letters: kinds.map((kind) => SUPPORT_LETTER[kind]).join("") };
    });
}

/** From the first moment of the window's first day to the last of its last: Day 29–36 is x 28 to 36. */
export function marrowWindows(
  assessment: Assessment,
  origin: number,
  domain: readonly [number, number],
): WindowBand[] {
  return assessment.courses.flatMap((course) => {
    const { opens, closes } = course.milestone;
    if (course.part !== "induction" || !opens || !closes) return [];
    const start = dayNumber(course.start);
    const x0 = dayNumber(opens) - origin;
    const x1 = dayNumber(closes) + 1 - origin;
    if (x1 <= domain[0] || x0 >= domain[1]) return [];
    const days = `Day ${dayNumber(opens) - start + 1}–${dayNumber(closes) - start + 1}`;
    return [
      {
        x0: Math.max(x0, domain[0]),
        x1: Math.min(x1, domain[1]),
        label: course.reinduction ? `${days}, re-induction` : days,
      },
    ];
  });
}

/** The letters that occur in a figure, with what they stand for. */
export function supportLegend(figure: Pick<CourseFigure, "strip">) {
  const found = new Set(figure.strip.support.flatMap((tick) => tick.kinds));
  return (Object.keys(SUPPORT_LETTER) as TickKind[])
    .filter((kind) => found.has(kind))
    .map((kind) => ({ kind, letter: SUPPORT_LETTER[kind], words: LEGEND[kind] }));
}

const LEGEND = {
  "red-cells": "red cells",
  platelets: "platelets",
  "g-csf": "G-CSF",
  marrow: "marrow",
  "lumbar-puncture": "lumbar puncture",
  imaging: "imaging",
} as const satisfies Record<TickKind, string>;
