import type { Clause, Note } from "../clinical/assessment";
import { dayNumber } from "../clinical/calendar";
import type { NoteCode } from "../clinical/notes";
import { CRITERIA_SETS } from "../clinical/response/registry";
import type { Answer } from "../clinical/truth";
import {
  showCollected,
  showDate,
  showGap,
  showInterval,
  showMilestone,
  showNumber,
  showRemission,
  showWords,
  type VerdictTone,
} from "../display";
import type { CourseFigure } from "../figures/course-model";
import { dayLabel } from "../figures/day-axis";
import { datesPrinted, noteShown, sourceShown, unitShown, valueShown } from "./de-identify";
import type { PatientReportInput } from "./patient-report";
import { plainText } from "./plain-text";

/** A verdict is never a bare word: what was asked, what was found, where and when. */
export interface VerdictBox {
  readonly title: string;
  readonly answer: string;
  readonly tone: VerdictTone;
  readonly lines: readonly VerdictLine[];
  readonly notes: readonly string[];
}

export interface VerdictLine {
  readonly mark: "✓" | "✗" | "?" | "";
  readonly text: string;
  readonly detail: string;
}

const MARKS = { met: "✓", "not-met": "✗", unknown: "?" } as const satisfies Record<Answer, string>;

export function verdictBoxes(
  input: PatientReportInput,
  figure: CourseFigure,
  deidentified: boolean,
): VerdictBox[] {
  const when = dateWords(input, figure, deidentified);
  return [
    remissionBox(input, deidentified, when),
    milestoneBox(input, deidentified, when),
    definitionsBox(input, deidentified),
    kineticsBox(input),
  ].filter((box) => box !== null);
}

type When = (date: Clause["collected"]) => string;

/** The date, or the day of treatment where dates must not be told. */
function dateWords(input: PatientReportInput, figure: CourseFigure, deidentified: boolean): When {
  const start = input.assessment.courses.find(({ reinduction }) => !reinduction)?.start;
  return (collected) => {
    if (collected === null) return "";
    const day =
      start && figure.originIs === "treatment"
        ? dayLabel(dayNumber(collected.date) - dayNumber(start))
        : null;
    return deidentified ? (day ?? "") : [showDate(collected.date), day].filter(Boolean).join(", ");
  };
}

function remissionBox(input: PatientReportInput, deidentified: boolean, when: When): VerdictBox {
  const { remission, policy } = input.assessment;
  const shown = showRemission(remission.verdict);
  const { pairing } = remission;
  const pair =
    pairing?.gapDays === null || pairing?.gapDays === undefined
      ? []
      : [
          `Count ${showGap(pairing.gapDays)}${pairing.gapDays === 0 ? " as" : ""} the marrow` +
            `${deidentified || pairing.countCollected === null ? "" : `: ${showCollected(pairing.countCollected)}`}.`,
        ];
  return {
    title: `Remission criterion · policy ${policy.id} ${policy.version}`,
    answer: answerLine(shown.word, when(pairing?.marrowCollected ?? null)),
    tone: shown.tone,
    lines: remission.clauses.map((clause) => clauseLine(clause, deidentified)),
    notes: [...pair, ...notesOf(remission.notes, deidentified)],
  };
}

function milestoneBox(input: PatientReportInput, deidentified: boolean, when: When): VerdictBox {
  const { milestone } = input.assessment;
  const shown = showMilestone(milestone.state);
  const window = milestone.state === "late-met" ? [`In the window itself: ${milestone.windowAnswer}.`] : [];
  const reason = milestone.reason !== null && !deidentified ? [datesPrinted(milestone.reason)] : [];
  const basis = milestone.basis === null ? [] : [`By ${milestone.basis.replace("+", " and ")}.`];
  return {
    title: "4–5 week milestone: no evidence of leukaemia",
    answer: answerLine(shown.word, when(milestone.marrowCollected)),
    tone: shown.tone,
    lines: milestone.clauses.map((clause) => clauseLine(clause, deidentified)),
    notes: [...window, ...reason, ...basis, ...notesOf(milestone.notes, deidentified)].map(plainText),
  };
}

function definitionsBox(input: PatientReportInput, deidentified: boolean): VerdictBox | null {
  const { definitions } = input.assessment;
  const lines = CRITERIA_SETS.flatMap(({ id, name }) => {
    const found = definitions[id];
    if (!found) return [];
    const reasons = deidentified ? "" : found.reasons.map(datesPrinted).join(" ");
    return [{ mark: "" as const, text: name, detail: verdictWords(found.verdict), reasons }];
  });
  if (lines.length === 0) return null;
  return {
    title: "Professional definitions, same inputs",
    answer: "",
    tone: "quiet",
    lines,
    notes: lines.flatMap(({ text, reasons }) => (reasons === "" ? [] : [plainText(`${text}: ${reasons}`)])),
  };
}

/** "NOT_EVALUABLE" is a code; "CRi" and "M1" are what clinicians say. */
function verdictWords(verdict: string): string {
  return /^[A-Z_]{5,}$/.test(verdict)
    ? showWords(verdict.toLowerCase().replaceAll("_", "-"))
    : plainText(verdict);
}

function kineticsBox({ kinetics }: PatientReportInput): VerdictBox | null {
  if (!kinetics) return null;
  const day = (at: { readonly day: number } | null) => (at === null ? "not reached" : `Day ${at.day}`);
  const line = (text: string, detail: string): VerdictLine => ({ mark: "", text, detail });
  const nadirs = kinetics.nadirs
    .filter(({ analyte }) => analyte === "ANC" || analyte === "PLT")
    .map((nadir) =>
      line(`${nadir.analyte} nadir ${nadir.comparator ?? ""}${showNumber(nadir.value)}`, `Day ${nadir.day}`),
    );
  return {
    title: "Course kinetics, induction",
    answer: "",
    tone: "quiet",
    lines: [
      ...nadirs,
      line("Days with ANC < 0.5", String(kinetics.daysNeutropenic)),
      line("ANC ≥ 0.5 again", day(kinetics.neutrophilsHalf)),
      line("ANC ≥ 1.0 again", day(kinetics.neutrophilsOne)),
      line("PLT ≥ 100 again, unsupported", day(kinetics.platelets100)),
    ],
    notes: [],
  };
}

function answerLine(word: string, when: string): string {
  return when === "" ? word : `${word} · ${when}`;
}

function clauseLine(clause: Clause, deidentified: boolean): VerdictLine {
  const value = valueShown(clause, deidentified);
  const unit = value === null ? "" : unitShown(clause, deidentified);
  const asked = clause.interval
    ? `${showInterval(clause.interval)} ${sourceShown(clause.interval, deidentified)}`
    : (clause.limit ?? "");
  const nothing = deidentified ? "no value" : datesPrinted(clause.reason ?? "no value");
  return {
    mark: MARKS[clause.answer],
    text: plainText([clause.label, value ?? "", unit].filter((part) => part !== "").join(" ")),
    detail: plainText(
      value === null ? nothing : clause.answer === "met" && value === "not assessed" ? "allowed" : asked,
    ),
  };
}

/** Told by a line of the same box already. */
const TOLD: readonly NoteCode[] = ["PAIR_GAP", "EM_NOT_ASSESSED", "BLOOD_BLASTS_NOT_REPORTED"];

function notesOf(notes: readonly Note[], deidentified: boolean): string[] {
  // Identified, the milestone's own sentence names the early samples with their dates.
  const told = notes.filter(({ code }) => !TOLD.includes(code) && (deidentified || code !== "EARLY_SAMPLE"));
  return [...new Set(told.map((note) => plainText(noteShown(note, deidentified))))];
}
