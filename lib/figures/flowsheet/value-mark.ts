import type { JudgedReport, JudgedResult, ResultState } from "../../clinical/assessment";

/** Why a value is shown and not, or not simply, used. */
export type ValueMark =
  | "unconfirmed"
  | "uncertain"
  | "preliminary"
  | "set-aside"
  | "mismatch"
  | "not-used"
  | "withdrawn"
  | "derived";

export function markOf(state: ResultState): ValueMark | null {
  return state === "ok" || state === "missing" ? null : state;
}

/** What is true of the whole report goes before what is true of the value. */
export function markInReport({ report, usable }: JudgedReport, result: JudgedResult): ValueMark | null {
  if (report.status === "preliminary") return "preliminary";
  if (report.status === "entered-in-error" || report.status === "cancelled") return "withdrawn";
  if (!usable) return "not-used";
  return markOf(result.state) ?? (result.derived ? "derived" : null);
}
