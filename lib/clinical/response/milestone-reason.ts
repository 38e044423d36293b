import type { MilestoneState } from "../assessment";
import { addDays, daysBetween } from "../calendar";
import type { MilestoneFindings } from "../milestone";
import type { Policy } from "../policy";
import type { ObservationEnd } from "../record";
import type { NoEvidence } from "./no-evidence";

const END_WORDS: Readonly<Record<ObservationEnd, string>> = {
  death: "The patient died",
  transfer: "The patient was transferred",
  "lost-to-follow-up": "The patient was lost to follow-up",
};

/** The state of the milestone in a sentence or two, with the dates it rests on. */
export function milestoneReason(state: MilestoneState, findings: MilestoneFindings, policy: Policy): string {
  const { opens, closes, lateUntil } = policy.window.value;
  const { dayOne } = findings.clock;
  const window = `Day ${opens + 1}–${closes + 1} (${addDays(dayOne, opens)} to ${addDays(dayOne, closes)})`;
  const ended = findings.ended
    ? ` ${END_WORDS[findings.ended.why]} on ${findings.ended.on}, before the window closed.`
    : "";
  const early = findings.early.map(({ report }) => report.collected.date);
  const tooEarly = early.length > 0 ? ` Too early to count: ${early.join(", ")}.` : "";
  const day = (evidence: NoEvidence | null) =>
    evidence ? `Day ${daysBetween(dayOne, evidence.marrow.report.collected.date) + 1}` : "";
  const why = (evidence: NoEvidence | null) =>
    evidence?.clauses.flatMap(({ answer, label, limit, reason, unit, value }) => {
      const shown = [label, value, unit].filter(Boolean).join(" ");
      return answer === "met" ? [] : `${shown}: ${reason ?? `asked is ${limit}.`}`;
    }) ?? [];

  const words: Readonly<Record<MilestoneState, () => string>> = {
    "not-started": () => `Treatment starts on ${dayOne}.`,
    upcoming: () => `The window is ${window}.`,
    "awaiting-sample": () => `The window ${window} is open and no marrow has been collected in it.`,
    met: () => `No evidence of leukaemia on ${day(findings.inWindow)}.`,
    "not-met": () =>
      `Evidence of leukaemia on ${day(findings.inWindow)}. ${why(findings.inWindow).join(" ")}`,
    indeterminate: () =>
      findings.inWindow
        ? `The marrow of ${day(findings.inWindow)} does not answer. ${why(findings.inWindow).join(" ")}`
        : findings.sampled
          ? `A marrow was collected in the window ${window}, but none of it can be used.`
          : "The milestone cannot be judged.",
    "late-met": () => `No evidence of leukaemia on ${day(findings.late)}, after the window ${window}.`,
    missed: () =>
      `No marrow was collected in the window ${window}` +
      (findings.elapsed <= lateUntil
        ? `; a clear marrow up to Day ${lateUntil + 1} would still be late.`
        : "."),
  };
  return `${words[state]()}${ended}${tooEarly}`;
}
