import Link from "next/link";
import type { CSSProperties } from "react";
import type { CourseFigure } from "@/lib/figures/course-model";
import { panelHeight, stripHeight } from "@/lib/figures/geometry";
import { type CourseAddress, otherScaleHref, withoutPanelHref } from "./course-address";

const SCALE = {
  linear: { badge: "linear", says: "linear scale; change to logarithmic" },
  log: { badge: "log", says: "logarithmic scale; change to linear" },
  symlog: { badge: "log with 0", says: "logarithmic scale with zero; change to linear" },
} as const;

/** Beside each panel: its scale, which is also the way to the other one, and the way out. */
export function PanelTools({
  figure,
  address,
}: {
  readonly figure: CourseFigure;
  readonly address: CourseAddress;
}) {
  return (
    <div className="d29-panel-tools" style={{ paddingTop: stripHeight(figure) }}>
      {figure.panels.map((panel) => {
        const without = withoutPanelHref(address, figure, panel.analyte);
        const { badge, says } = SCALE[panel.scale];
        return (
          <div key={panel.analyte} style={{ "--d29-panel": `${panelHeight(panel)}px` } as CSSProperties}>
            <Link
              href={otherScaleHref(address, panel)}
              scroll={false}
              className={panel.scale === "linear" ? "d29-badge-link" : "d29-badge-link d29-scale"}
              aria-label={`${panel.label}: ${says}`}
            >
              {badge}
            </Link>
            {without !== null && (
              <Link
                href={without}
                scroll={false}
                className="d29-badge-link d29-remove"
                aria-label={`Remove the panel ${panel.label}`}
              >
                ×
              </Link>
            )}
          </div>
        );
      })}
    </div>
  );
}
