import { drugShown } from "@/lib/clinical/whole-record/drugs";
import type { CourseAnswer, ExtramedullaryAnswerRow, SupportAnswer } from "@/lib/contract/patient";
import { protocolDayOf, showDate, showDay, showPhase, showSupport, showWords } from "@/lib/display";
import { showRadiation, showTransplant } from "@/lib/record-display";
import { EntryList } from "../form/entry-list";
import { WithdrawRow } from "./withdraw-row";

const KIND_WORDS: Readonly<Record<string, string>> = { "car-t": "CAR-T" };
const SITE_WORDS: Readonly<Record<string, string>> = { cns: "CNS" };

const list = (codes: readonly string[], words: Readonly<Record<string, string>>) =>
  codes.map((code) => words[code] ?? showWords(code)).join(", ");

/** Kinds, drugs by both names, and what radiation or a transplant was. */
export function treatmentWords(course: CourseAnswer): string {
  const { kinds, agents, radiation, transplantFrom, transplantIntensity } = course;
  const particular: Readonly<Record<string, string>> = {
    radiation: showRadiation(radiation),
    "stem-cell-transplant": showTransplant(transplantFrom, transplantIntensity),
  };
  const words = kinds.map((kind) => {
    const more = particular[kind] ?? "";
    return `${KIND_WORDS[kind] ?? showWords(kind)}${more === "" ? "" : ` (${more})`}`;
  });
  return [words.join(", "), agents.map(drugShown).join(", ")].filter(Boolean).join(": ");
}

export function CourseList({ courses }: { readonly courses: readonly CourseAnswer[] }) {
  return (
    <EntryList
      label="Courses on record"
      empty="No course is on record: without one no day of treatment can be counted."
      heads={["Phase", "First day", "Last day", "Protocol", "Treatment"]}
      rows={courses.map((course) => ({
        key: course.id,
        cells: [
          showPhase(course.phase),
          showDate(course.start),
          course.end === null ? "–" : showDate(course.end),
          course.protocol ?? "–",
          treatmentWords(course) || "–",
        ],
        withdraw: (
          <WithdrawRow
            key={course.version}
            path={`courses/${course.id}/withdraw`}
            version={course.version}
            what={`${showPhase(course.phase)} from ${showDate(course.start)}`}
          />
        ),
      }))}
    />
  );
}

export function SupportList({
  support,
  dayOne,
}: {
  readonly support: readonly SupportAnswer[];
  readonly dayOne: string | null;
}) {
  return (
    <EntryList
      label="Support on record"
      empty="No transfusion or growth factor is on record."
      heads={["Given", "On", "Day of treatment"]}
      rows={support.map((event) => ({
        key: event.id,
        cells: [
          showSupport(event.kind),
          showDate(event.on),
          dayOne === null ? "–" : showDay(protocolDayOf(dayOne, event.on)),
        ],
        withdraw: (
          <WithdrawRow
            key={event.version}
            path={`support/${event.id}/withdraw`}
            version={event.version}
            what={`${showSupport(event.kind)} on ${showDate(event.on)}`}
          />
        ),
      }))}
    />
  );
}

export function ExtramedullaryList({ findings }: { readonly findings: readonly ExtramedullaryAnswerRow[] }) {
  return (
    <EntryList
      label="Extramedullary findings on record"
      empty="Nothing is on record: extramedullary disease counts as not assessed."
      heads={["Finding", "On", "Sites"]}
      rows={findings.map((row) => ({
        key: row.id,
        cells: [
          showWords(row.finding),
          row.on === null ? "undated" : showDate(row.on),
          list(row.sites, SITE_WORDS) || "–",
        ],
        withdraw: (
          <WithdrawRow
            key={row.version}
            path={`extramedullary/${row.id}/withdraw`}
            version={row.version}
            what={`${showWords(row.finding)}, ${row.on === null ? "undated" : showDate(row.on)}`}
          />
        ),
      }))}
    />
  );
}
