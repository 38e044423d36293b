"use client";

import Link from "next/link";
import { type KeyboardEvent, useRef } from "react";
import { courseHref } from "@/components/patients/course-view";
import type { CourseFigure } from "@/lib/figures/course-model";
import { type CourseAddress, withoutPanelHref, withPanelHref } from "./course-address";

/** Which analytes are charted: every one this record has values of can be a panel. */
export function PanelMenu({
  figure,
  address,
}: {
  readonly figure: CourseFigure;
  readonly address: CourseAddress;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  const closed = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    event.stopPropagation();
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const charted = figure.panels.map(({ analyte, label }) => ({
    analyte,
    label,
    href: withoutPanelHref(address, figure, analyte),
  }));
  const offered = figure.offered.map(({ analyte, label }) => ({
    analyte,
    label,
    href: withPanelHref(address, figure, analyte),
  }));
  return (
    <details ref={menu} className="d29-menu" onKeyDown={closed}>
      <summary className="d29-tool">Panels</summary>
      <div className="d29-menu-list">
        <ul aria-label="Charted">
          {charted.map(({ analyte, label, href }) => (
            <li key={analyte}>
              {href === null ? (
                <span>✓ {label}</span>
              ) : (
                <Link href={href} scroll={false} aria-label={`Remove ${label}`}>
                  ✓ {label}
                </Link>
              )}
            </li>
          ))}
        </ul>
        {offered.length > 0 && (
          <ul aria-label="Not charted">
            {offered.map(({ analyte, label, href }) => (
              <li key={analyte}>
                {href === null ? (
                  <span>{label}</span>
                ) : (
                  <Link href={href} scroll={false} aria-label={`Add ${label}`}>
                    + {label}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
        {address.view.panels !== null && (
          <Link href={courseHref(address.patientId, address.view, { panels: null })} scroll={false}>
            The usual ones
          </Link>
        )}
      </div>
    </details>
  );
}
