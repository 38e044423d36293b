import {
  type ImportAnswer,
  type ImportCounts,
  type ImportPatientAnswer,
  type ImportRowAnswer,
  ROW_OUTCOMES,
  type RowOutcome,
} from "@/lib/contract/import";
import { showCount, showNumber, showUnit } from "@/lib/display";

export interface ShownOutcome {
  readonly word: string;
  readonly symbol: string;
  readonly tone: "met" | "muted" | "open" | "critical";
  /** What happens to such a row. */
  readonly means: string;
}

export const OUTCOMES: Record<RowOutcome, ShownOutcome> = {
  new: { word: "new", symbol: "+", tone: "met", means: "goes into the record" },
  same: { word: "same", symbol: "=", tone: "muted", means: "is in the record already; nothing changes" },
  changed: {
    word: "changed",
    symbol: "Δ",
    tone: "open",
    means: "becomes a new version, corrected by the source",
  },
  "set-aside": {
    word: "set aside",
    symbol: "‖",
    tone: "open",
    means: "kept for a person; its number is not used",
  },
  refused: { word: "refused", symbol: "✕", tone: "critical", means: "cannot be read" },
};

export const countOf = (counts: ImportCounts, outcome: RowOutcome): number =>
  outcome === "set-aside" ? counts.setAside : counts[outcome];

export function isOutcome(text: string | undefined): text is RowOutcome {
  return ROW_OUTCOMES.some((outcome) => outcome === text);
}

/** "18 new + 0 same + 0 changed + 10 set aside + 0 refused = 28 rows", and whether that is true. */
export function reconciliation(counts: ImportCounts): { readonly sentence: string; readonly holds: boolean } {
  const sum = ROW_OUTCOMES.reduce((total, outcome) => total + countOf(counts, outcome), 0);
  const parts = ROW_OUTCOMES.map((outcome) => `${countOf(counts, outcome)} ${OUTCOMES[outcome].word}`);
  const holds = sum === counts.rows;
  return { sentence: `${parts.join(" + ")} ${holds ? "=" : "≠"} ${showCount(counts.rows, "row")}`, holds };
}

/** The number that will be used, where it is not simply the one sent. */
export function converted(row: ImportRowAnswer): string | null {
  if (row.value === null || row.canonicalUnit === null) return null;
  const same = row.unit === row.canonicalUnit && Number(row.text.trim()) === row.value;
  return same ? null : `${showNumber(row.value)} ${showUnit(row.canonicalUnit)}`;
}

export const PATIENT_STATES: Record<ImportPatientAnswer["state"], { word: string; open: boolean }> = {
  matched: { word: "Matched by record number and birth date", open: false },
  near: { word: "Resembles a patient of this site: please decide", open: true },
  unknown: { word: "Not known at this site: please decide", open: true },
  "to-create": { word: "Will be created at commit", open: false },
  chosen: { word: "Chosen by you", open: false },
};

/** Why commit is not possible yet, in words; null where it is. */
export function commitBlock({ counts, questions }: ImportAnswer, goodRowsOnly: boolean): string | null {
  if (questions.some(({ code }) => !code.startsWith("patient-"))) return "Say first how the file is read.";
  if (counts.refused > 0 && !goodRowsOnly) {
    return `${showCount(counts.refused, "row")} cannot be read: take the good rows only, or mend the file.`;
  }
  return null;
}

const undecidedOf = ({ patients }: ImportAnswer): number =>
  patients.filter(({ state }) => PATIENT_STATES[state].open).length;

/** What a commit would leave behind although it is possible; null where nothing is. */
export function commitWarning(answer: ImportAnswer): string | null {
  const undecided = undecidedOf(answer);
  if (undecided === 0) return null;
  return `The rows of ${showCount(undecided, "undecided patient")} will wait for a person.`;
}

/** The counts are those of a file whose patients are all decided; before, the label promises no number. */
export function commitLabel(answer: ImportAnswer): string {
  const undecided = undecidedOf(answer);
  if (undecided > 0) {
    return undecided === answer.patientTotal ? "Keep the rows waiting" : "Commit the patients decided on";
  }
  const { new: fresh, changed } = answer.counts;
  if (fresh + changed === 0) return "Commit: nothing new to store";
  const parts = [fresh > 0 ? `${fresh} new` : null, changed > 0 ? `${changed} changed` : null];
  return `Commit ${parts.filter(Boolean).join(" and ")}`;
}
