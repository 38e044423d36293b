import { courseHref } from "@/components/patients/course-view";
import { SegmentedLinks } from "@/components/ui/segmented";
import type { AxisMode, CourseFigure, RangePreset } from "@/lib/figures/course-model";
import type { ChosenRange } from "@/lib/figures/range-text";
import type { CourseAddress } from "./course-address";
import { PanelMenu } from "./panel-menu";

const AXIS_LABELS = {
  date: "Dates",
  "treatment-day": "Day of treatment",
  "course-day": "Day of course",
} as const satisfies Record<AxisMode, string>;

const RANGE_LABELS = {
  "14d": "14 d",
  "30d": "30 d",
  induction: "Induction",
  course: "This course",
  "1y": "1 y",
  all: "All",
} as const satisfies Record<RangePreset, string>;

const keysOf = <Value extends string>(labels: Record<Value, string>) => Object.keys(labels) as Value[];

/** How the axis is lettered, which stretch, which panels: each choice is a link, and lives in the URL. */
export function CourseControls({
  figure,
  address: { patientId, view },
  range,
}: {
  readonly figure: CourseFigure;
  readonly address: CourseAddress;
  readonly range: ChosenRange;
}) {
  const axes = keysOf(AXIS_LABELS).map((axis) => ({
    value: axis,
    label: AXIS_LABELS[axis],
    href: courseHref(patientId, view, { axis }),
  }));
  const ranges = keysOf(RANGE_LABELS).map((preset) => ({
    value: preset,
    label: RANGE_LABELS[preset],
    href: courseHref(patientId, view, { range: preset }),
  }));
  return (
    <>
      <SegmentedLinks label="Time axis" segments={axes} value={figure.axis} />
      <SegmentedLinks label="Range" segments={ranges} value={typeof range === "string" ? range : ""} />
      <PanelMenu figure={figure} address={{ patientId, view }} />
    </>
  );
}
