import type { CourseFigure, TickKind } from "./course-model";
import { fraction } from "./geometry";

export interface StripScene {
  readonly windows: readonly { readonly f0: number; readonly f1: number; readonly label: string }[];
  readonly bars: readonly {
    readonly f0: number;
    readonly f1: number;
    readonly label: string;
    readonly part: "induction" | "post-remission";
    readonly ongoing: boolean;
  }[];
  readonly support: readonly {
    readonly f: number;
    readonly letters: string;
    readonly kind: TickKind;
    /** Too close to the letter before it to be written on a page; on a narrow screen. */
    readonly crowded: boolean;
    readonly crowdedNarrow: boolean;
  }[];
  /** Annotations: a number on the strip and a thin line down the panels. */
  readonly pins: readonly { readonly f: number; readonly label: string }[];
  readonly ticks: readonly { readonly f: number; readonly label: string; readonly minor: boolean }[];
}

/** Room a letter needs, as a share of the plot: about 10 px of 840, and of 300. */
const ROOM = 0.012;
const ROOM_NARROW = 0.034;

/** What all panels share: windows, treatment and the letters of the time axis. */
export function stripScene(
  figure: Pick<CourseFigure, "domain" | "windows" | "strip" | "ticks" | "annotations">,
): StripScene {
  const f = (x: number) => fraction(x, figure.domain);
  let last = Number.NEGATIVE_INFINITY;
  let lastNarrow = Number.NEGATIVE_INFINITY;
  return {
    windows: figure.windows.map(({ x0, x1, label }) => ({ f0: f(x0), f1: f(x1), label })),
    bars: figure.strip.courses.map(({ x0, x1, label, part, ongoing }) => ({
      f0: f(x0),
      f1: f(x1),
      label,
      part,
      ongoing,
    })),
    support: figure.strip.support.map(({ x, letters, kinds }) => {
      const at = f(x);
      const crowded = at - last < ROOM * letters.length;
      const crowdedNarrow = at - lastNarrow < ROOM_NARROW * letters.length;
      if (!crowded) last = at;
      if (!crowdedNarrow) lastNarrow = at;
      return { f: at, letters, kind: kinds[0] ?? "platelets", crowded, crowdedNarrow };
    }),
    pins: pinned(figure.annotations.map(({ x, number }) => ({ f: f(x), label: String(number) }))),
    ticks: figure.ticks.map(({ x, label, minor }) => ({ f: f(x), label, minor })),
  };
}

/** Numbers that would lie on each other share one mark: "2–4". */
function pinned(marks: readonly { readonly f: number; readonly label: string }[]): StripScene["pins"] {
  const out: { f: number; label: string }[] = [];
  for (const mark of marks) {
    const last = out.at(-1);
    if (last && mark.f - last.f < ROOM * 1.6) last.label = `${last.label.split("–")[0]}–${mark.label}`;
    else out.push({ ...mark });
  }
  return out;
}
