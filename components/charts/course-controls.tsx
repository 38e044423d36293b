import { SegmentedLinks } from "@/components/ui/segmented";
import type { AxisMode, RangePreset } from "@/lib/figures/course-model";

const AXIS_LABELS = {
  date: "Dates",
  "treatment-day": "Day of treatment",
  "course-day": "Day of course",
} as const satisfies Record<AxisMode, string>;

const RANGE_LABELS = {
  "14d": "14 d",
  induction: "Induction",
  all: "All",
} as const satisfies Record<RangePreset, string>;

function segments<Value extends string>(labels: Record<Value, string>, hrefs: Record<Value, string>) {
  return (Object.keys(labels) as Value[]).map((value) => ({
    value,
    label: labels[value],
    href: hrefs[value],
  }));
}

/** Where each choice leads; the choice itself lives in the URL. */
export interface CourseLinks {
  readonly axis: Readonly<Record<AxisMode, string>>;
  readonly range: Readonly<Record<RangePreset, string>>;
}

export function CourseControls({
  links,
  axis,
  range,
}: {
  readonly links: CourseLinks;
  readonly axis: AxisMode;
  /** Null: a range that is none of the presets. */
  readonly range: RangePreset | null;
}) {
  return (
    <>
      <SegmentedLinks label="Time axis" segments={segments(AXIS_LABELS, links.axis)} value={axis} />
      <SegmentedLinks label="Range" segments={segments(RANGE_LABELS, links.range)} value={range ?? ""} />
    </>
  );
}
