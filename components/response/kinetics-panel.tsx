import { useId } from "react";
import type { CourseDay, CourseKinetics } from "@/lib/clinical/kinetics";
import { showCount, showDate, showDay, showNumber } from "@/lib/display";

interface Line {
  readonly what: string;
  readonly when: string;
  readonly title: string | undefined;
}

const reached = (what: string, day: CourseDay | null): Line | null =>
  day === null ? null : { what, when: showDay(day.day), title: showDate(day.date) };

function linesOf(kinetics: CourseKinetics): readonly Line[] {
  const nadir = (analyte: "ANC" | "PLT", label: string) => {
    const found = kinetics.nadirs.find((each) => each.analyte === analyte);
    return found
      ? reached(`${label} nadir ${found.comparator ?? ""}${showNumber(found.value)}`, found)
      : null;
  };
  const neutropenic: Line | null =
    kinetics.daysNeutropenic === 0
      ? null
      : { what: "ANC below 0.5", when: showCount(kinetics.daysNeutropenic, "day"), title: undefined };
  return [
    reached("Blood blasts cleared", kinetics.bloodBlastsCleared),
    reached("Marrow at or below the limit", kinetics.marrowCleared),
    nadir("ANC", "ANC"),
    neutropenic,
    reached("ANC ≥ 0.5 again", kinetics.neutrophilsHalf),
    reached("ANC ≥ 1.0 again", kinetics.neutrophilsOne),
    nadir("PLT", "PLT"),
    reached("PLT ≥ 50 again, unsupported", kinetics.platelets50),
    reached("PLT ≥ 100 again, unsupported", kinetics.platelets100),
  ].filter((line) => line !== null);
}

/** How the counts fell and came back in one course. */
export function KineticsPanel({
  kinetics,
  name,
}: {
  readonly kinetics: CourseKinetics;
  readonly name: string;
}) {
  const id = useId();
  const lines = linesOf(kinetics);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id} className="rounded-md border border-line bg-surface px-3.5 py-3">
      <h2 id={id} className="text-sm text-muted">
        Kinetics of {name} from {showDate(kinetics.start)}
      </h2>
      <dl className="mt-1">
        {lines.map(({ what, when, title }) => (
          <div key={what} className="flex justify-between gap-2 border-t border-line py-1 first:border-t-0">
            <dt>{what}</dt>
            <dd className="whitespace-nowrap text-muted" title={title}>
              {when}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
