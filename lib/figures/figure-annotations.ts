import type { LocalDate } from "../branded";
import { dayNumber } from "../clinical/calendar";
import type { AxisFrame } from "./axis-ticks";
import type { FigureAnnotation } from "./course-model";

/** Those that fall inside the stretch, at noon of their day; numbered over the whole course. */
export function figureAnnotations(
  annotations: readonly { readonly on: string; readonly text: string }[],
  { origin, domain }: Pick<AxisFrame, "origin" | "domain">,
  label: (x: number) => string,
): FigureAnnotation[] {
  return annotations
    .map(({ on, text }) => ({ x: dayNumber(on as LocalDate) - origin + 0.5, text }))
    .sort((a, b) => a.x - b.x)
    .map(({ x, text }, index) => ({ x, number: index + 1, text, when: label(x) }))
    .filter(({ x }) => x >= domain[0] && x <= domain[1]);
}
