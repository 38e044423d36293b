"use client";

import { type ReactNode, useMemo, useState } from "react";
import type { AnnotationAnswer } from "@/lib/contract/record-answers";
import type { CourseFigure } from "@/lib/figures/course-model";
import { type PackedFigure, unpackFigure } from "@/lib/figures/figure-wire";
import type { ChosenRange } from "@/lib/figures/range-text";
import { AnnotateButton } from "./tools/annotate-button";
import "./tools/tools.css";
import { AnnotationLegend } from "./annotation-legend";
import { ChartLegend } from "./chart-legend";
import { CourseDrawing } from "./course-drawing";
import { CourseTable } from "./course-table";
import { focusStore } from "./focus-store";
import { CopyAsText } from "./tools/copy-as-text";
import type { CourseAddress } from "./tools/course-address";
import { CourseBrush } from "./tools/course-brush";
import { CourseControls } from "./tools/course-controls";
import { PanelTools } from "./tools/panel-tools";

interface CourseChartProps {
  readonly figure: CourseFigure;
  /** Where choices lead; left out: nothing can be chosen. */
  readonly address?: CourseAddress;
  readonly range?: ChosenRange;
  /** What is pinned to the course, where it may be changed. */
  readonly annotations?: readonly AnnotationAnswer[] | null;
  readonly actions?: ReactNode;
  readonly title?: string;
}

/** The figure as it travelled with the page. */
export function PackedCourseChart({
  packed,
  ...rest
}: Omit<CourseChartProps, "figure"> & { readonly packed: PackedFigure }) {
  const figure = useMemo(() => unpackFigure(packed), [packed]);
  return <CourseChart {...rest} figure={figure} />;
}

/** The course with its controls: picture or table, dates or days, and whatever actions the page adds. */
export function CourseChart({
  figure,
  address,
  range = "all",
  annotations = null,
  actions,
  title = "Course",
}: CourseChartProps) {
  const [asTable, setAsTable] = useState(false);
  const [store] = useState(focusStore);
  return (
    <figure className="d29-figure">
      <figcaption className="d29-bar-of-tools">
        <h2>{title}</h2>
        {address && <CourseControls figure={figure} address={address} range={range} />}
        <span className="d29-tools">
          {address && annotations && (
            <AnnotateButton
              patientId={address.patientId}
              annotations={annotations}
              origin={figure.origin}
              store={store}
            />
          )}
          <button
            type="button"
            className="d29-tool"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            Table
          </button>
          <CopyAsText text={figure.summary} />
          {actions}
        </span>
      </figcaption>
      {asTable && (
        <div className="print:hidden">
          <CourseTable figure={figure} />
        </div>
      )}
      {/* On paper it is the picture, whatever the screen shows. */}
      <div className={asTable ? "d29-paper-only" : undefined}>
        <CourseDrawing figure={figure} store={store} badges={address === undefined}>
          {address && <PanelTools figure={figure} address={address} />}
        </CourseDrawing>
        {address && <CourseBrush figure={figure} address={address} />}
        <ChartLegend figure={figure} />
        <AnnotationLegend annotations={figure.annotations} />
      </div>
      {figure.thinned && (
        <p className="d29-thinned">
          {figure.thinned.shown} of {figure.thinned.of} days with results are marked: the first, last, lowest
          and highest of every stretch and of every kind of flag. The lines keep every peak; a shorter range
          shows every day.
        </p>
      )}
    </figure>
  );
}
