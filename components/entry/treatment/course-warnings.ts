import { drugShown, namedDrug } from "@/lib/clinical/whole-record/drugs";
import type { Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import {
  beforeDiagnosis,
  type RecordWarning,
  treatmentWarnings,
} from "@/lib/clinical/whole-record/record-warnings";
import { showPhase } from "@/lib/display";
import { typedDate } from "../form/typed-date";
import { agentsOf, type CourseDraft } from "./treatment-draft";

/** What the record would warn of if the course were saved as it is typed. */
export function courseWarnings(
  draft: CourseDraft,
  facts: {
    readonly birthDate: string;
    readonly philadelphia: Philadelphia;
    readonly diagnosedOn: string | null;
  },
): readonly RecordWarning[] {
  const read = typedDate(draft.start);
  const start = read.ok ? read.date : null;
  const course = { id: "being typed", start, kinds: draft.kinds, agents: agentsOf(draft.agents) };
  const what = `${showPhase(draft.phase || null)}${draft.phase === "" ? "" : " course"}`;
  return [
    ...treatmentWarnings(course, facts, facts.philadelphia),
    ...beforeDiagnosis([{ id: course.id, what, on: start }], facts.diagnosedOn),
  ];
}

/** How the typed names were understood. */
export function agentsHint(text: string): string {
  const understood = agentsOf(text).filter((agent) => namedDrug(agent) !== null);
  return understood.length === 0 ? "Names between commas." : understood.map(drugShown).join(", ");
}
