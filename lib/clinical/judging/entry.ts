import type { JudgedReport } from "../assessment";
import { judgeReport } from "../judge";
import type { Policy } from "../policy";
import type { PatientRecord, ReportVersion } from "../record";
import type { Standing } from "../versions";
import { REASON_CODES, type ReasonCode } from "./reading";

/** What the date of a report can be refused for. */
export const DATE_CODES = ["date-future", "date-before-birth", "date-after-death"] as const;
export type DateCode = (typeof DATE_CODES)[number];

/** One thing wrong with a report as entered, and where: the path is the field of the API's body. */
export interface EntryProblem {
  readonly path: string;
  /** `refused` cannot be stored as a usable value; `confirm` can once a person confirms it. */
  readonly level: "refused" | "confirm";
  readonly code: ReasonCode | DateCode;
  readonly message: string;
  readonly suggestion: string | null;
}

/** What is wrong with a report before it is stored; empty where nothing is. Missing values are no problem. */
export function checkEntry(
  report: ReportVersion,
  context: PatientRecord,
  policy: Policy,
): readonly EntryProblem[] {
  return entryProblems(judgeReport(report, context, policy));
}

const DATE_PROBLEMS: Readonly<Partial<Record<Standing, DateCode>>> = {
  "collected in the future": "date-future",
  "collected before birth": "date-before-birth",
  "collected after death": "date-after-death",
};

const FIELD: Readonly<Record<ReasonCode, string>> = {
  "unit-missing": "unit",
  "unit-refused": "unit",
  "hard-limit": "text",
  "soft-limit": "confirmed",
  unreadable: "text",
  "specimen-mismatch": "analyte",
  "set-aside": "text",
};

/** The problems of a report already judged, in the order of its fields. */
export function entryProblems(judged: JudgedReport): readonly EntryProblem[] {
  const problems: EntryProblem[] = [];
  const dateCode = DATE_PROBLEMS[judged.unusable as Standing];
  if (dateCode) {
    const message = `The report was ${judged.unusable}.`;
    problems.push({ path: "collected", level: "refused", code: dateCode, message, suggestion: null });
  }
  judged.results.forEach((result, index) => {
    const code = REASON_CODES.find((known) => known === result.reasonCode);
    if (!code || result.derived) return;
    problems.push({
      path: `results.${index}.${FIELD[code]}`,
      level: code === "soft-limit" ? "confirm" : "refused",
      code,
      message: result.reason ?? "The value cannot be used.",
      suggestion: result.suggestion,
    });
  });
  return problems;
}
