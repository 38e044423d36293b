import type { LocalDate } from "../branded";
import type { Assessment } from "./assessment";
import type { TreatmentCourse } from "./record";

export const DISEASE_STATUSES = ["untreated", "in-treatment", "remission", "recurrent"] as const;
export type DiseaseStatusName = (typeof DISEASE_STATUSES)[number];

/** A status a clinician set, or one the rules propose; `remission` counts complete remissions from 1. */
export interface DiseaseStatus {
  readonly status: DiseaseStatusName;
  readonly remission: number | null;
  readonly since: LocalDate;
}

export interface StatusProposal extends DiseaseStatus {
  /** Why, in a sentence. */
  readonly reason: string;
}

/** ICD-10-CM codes of ALL; before and during treatment without remission is one code. */
export const STATUS_ICD: Readonly<Record<DiseaseStatusName, string>> = {
  untreated: "C91.00",
  "in-treatment": "C91.00",
  remission: "C91.01",
  recurrent: "C91.02",
};

/** "CR1", "recurrent", …: the status in the words of a chart. */
export function statusLabel({ status, remission }: Pick<DiseaseStatus, "status" | "remission">): string {
  switch (status) {
    case "untreated":
      return "untreated";
    case "in-treatment":
      return "in treatment, not in remission";
    case "remission":
      return `CR${remission ?? 1}`;
    case "recurrent":
      return "recurrent";
  }
}

/**
 * What the record suggests the status to be, or null where it is what the clinician last set. `history` is what
 * clinicians set, oldest first. The rules only propose: a remission that is lost by counts alone stays one, and a
 * recurrence waits for a clinician (policy §8).
 */
export function proposeStatus(
  assessment: Assessment,
  courses: readonly TreatmentCourse[],
  history: readonly DiseaseStatus[],
): StatusProposal | null {
  const proposal = suggested(assessment, courses, history);
  // Another remission is only proposed after a recurrence, so the name alone tells what is already set.
  return history.at(-1)?.status === proposal?.status ? null : proposal;
}

function suggested(
  { asOf, remission }: Assessment,
  courses: readonly TreatmentCourse[],
  history: readonly DiseaseStatus[],
): StatusProposal | null {
  const last = history.at(-1);
  const started = courses.filter(({ start }) => start <= asOf.date).map(({ start }) => start);
  const start = started.sort()[0];
  if (start === undefined) {
    return last === undefined
      ? { status: "untreated", remission: null, since: asOf.date, reason: "No course has started." }
      : null;
  }
  const lost = remission.notes.find(({ code }) => code === "POSSIBLE_RECURRENCE");
  const marrow = remission.pairing?.marrowCollected.date ?? null;
  if (lost !== undefined) {
    return { status: "recurrent", remission: null, since: remission.lostOn ?? asOf.date, reason: lost.text };
  }
  if (remission.verdict === "met" && marrow !== null) return remissionSince(marrow, history);
  if (last === undefined || last.status === "untreated") {
    return {
      status: "in-treatment",
      remission: null,
      since: start,
      reason: "Treatment has started; the criterion is not met.",
    };
  }
  return null;
}

/** The next remission after a recurrence; the first where there was none. A marrow from before the recurrence proves nothing. */
function remissionSince(marrow: LocalDate, history: readonly DiseaseStatus[]): StatusProposal | null {
  const last = history.at(-1);
  if (last?.status === "recurrent" && marrow <= last.since) return null;
  const before = Math.max(0, ...history.map(({ remission }) => remission ?? 0));
  return {
    status: "remission",
    remission: before + 1,
    since: marrow,
    reason: `The remission criterion is met by the marrow of ${marrow}.`,
  };
}
