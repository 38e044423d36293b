import type { CourseView } from "@/components/patients/course-view";
import { courseHref, MOST_PANELS } from "@/components/patients/course-view";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { CourseFigure, FigurePanel } from "@/lib/figures/course-model";
import { inPanelOrder } from "@/lib/figures/panel-catalogue";

/** Where the figure is shown: what is chosen on it is another address of the same page. */
export interface CourseAddress {
  readonly patientId: string;
  readonly view: CourseView;
}

type Charted = Pick<CourseFigure, "panels">;

/** Null where there is no room for another. */
export function withPanelHref(
  { patientId, view }: CourseAddress,
  { panels }: Charted,
  analyte: AnalyteCode,
): string | null {
  if (panels.length >= MOST_PANELS) return null;
  const charted = inPanelOrder([...panels.map((panel) => panel.analyte), analyte]);
  return courseHref(patientId, view, { panels: charted });
}

/** Null for the only one: a figure without panels says nothing. */
export function withoutPanelHref(
  { patientId, view }: CourseAddress,
  { panels }: Charted,
  analyte: AnalyteCode,
): string | null {
  if (panels.length <= 1) return null;
  const charted = panels.map((panel) => panel.analyte).filter((each) => each !== analyte);
  return courseHref(patientId, view, { panels: charted });
}

/** The same panel on the other scale. */
export function otherScaleHref(
  { patientId, view }: CourseAddress,
  { analyte, scale }: Pick<FigurePanel, "analyte" | "scale">,
): string {
  const wanted = scale === "linear" ? "log" : "linear";
  return courseHref(patientId, view, { scales: { ...view.scales, [analyte]: wanted } });
}
