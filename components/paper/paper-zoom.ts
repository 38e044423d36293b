import type { CSSProperties } from "react";
import type { CourseFigure } from "@/lib/figures/course-model";
import { figureBox } from "@/lib/figures/geometry";

/** Pixels of the sheet that are the course's, whatever panels it has. */
const ROOM = 350;
const LEGEND = 24;
const LARGEST = 0.7;

/** How much smaller the course is drawn on paper, so that verdicts, dates and treatment fit beneath it. */
export function paperZoom(figure: CourseFigure): CSSProperties {
  const { height } = figureBox(figure, 1);
  return { "--paper-zoom": Math.min(LARGEST, ROOM / (height + LEGEND)) } as CSSProperties;
}
