import type { LocalDate } from "../../branded";
import { ageInYears } from "../calendar";
import { namedDrug, OLDEST_FOR_TISAGENLECLEUCEL } from "./drugs";
import type { Philadelphia } from "./record-entries";

/** Something to look at again. It never refuses. */
export interface RecordWarning {
  readonly code: "not-philadelphia-positive" | "older-than-approved" | "before-diagnosis";
  /** The row it is about. */
  readonly about: string;
  /** A sentence; dates as YYYY-MM-DD. */
  readonly text: string;
}

export interface TreatmentFacts {
  readonly id: string;
  /** Null while it is not typed yet. */
  readonly start: string | null;
  readonly kinds: readonly string[];
  readonly agents: readonly string[];
}

const NOT_POSITIVE = {
  negative: "Philadelphia is negative",
  pending: "Philadelphia is still pending",
  "not-done": "Philadelphia was not tested",
} as const;

/** What policy §11 warns of in a course; the same sentences while it is typed and on the record. */
export function treatmentWarnings(
  course: TreatmentFacts,
  patient: { readonly birthDate: string },
  philadelphia: Philadelphia,
): readonly RecordWarning[] {
  const drugs = course.agents.flatMap((agent) => namedDrug(agent) ?? []);
  const warnings: RecordWarning[] = [];
  const blockers = drugs.filter(({ blocksBcrAbl1 }) => blocksBcrAbl1).map(({ generic }) => generic);
  // A targeted course without a drug is probably one of these; with another drug named it is that one.
  const unnamed = course.kinds.includes("targeted") && course.agents.length === 0;
  if (philadelphia !== "positive" && (blockers.length > 0 || unnamed)) {
    const state = philadelphia === null ? "Philadelphia is not recorded" : NOT_POSITIVE[philadelphia];
    const what = blockers.length > 0 ? `${capital(blockers.join(", "))}: ` : "Targeted drug: ";
    const text = `${what}${state}. These drugs act on BCR::ABL1.`;
    warnings.push({ code: "not-philadelphia-positive", about: course.id, text });
  }
  if (course.start !== null && drugs.some(({ generic }) => generic === "tisagenlecleucel")) {
    const age = ageInYears(patient.birthDate as LocalDate, course.start as LocalDate);
    if (age > OLDEST_FOR_TISAGENLECLEUCEL) {
      const text = `Tisagenlecleucel: ${age} years old on ${course.start}; it is meant for patients up to ${OLDEST_FOR_TISAGENLECLEUCEL} years.`;
      warnings.push({ code: "older-than-approved", about: course.id, text });
    }
  }
  return warnings;
}

export interface DatedEvent {
  readonly id: string;
  /** "Marrow report", "Lumbar puncture" */
  readonly what: string;
  readonly on: string | null;
}

/** Events that should not come before the diagnosis; the day of diagnosis itself is in order. */
export function beforeDiagnosis(
  events: readonly DatedEvent[],
  diagnosedOn: string | null,
): readonly RecordWarning[] {
  if (diagnosedOn === null) return [];
  return events
    .filter(({ on }) => on !== null && on < diagnosedOn)
    .map(({ id, what, on }) => ({
      code: "before-diagnosis",
      about: id,
      text: `${what} of ${on} is dated before the diagnosis of ${diagnosedOn}.`,
    }));
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
