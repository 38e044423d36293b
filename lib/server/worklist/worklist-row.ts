import "server-only";
import type { LocalDate } from "@/lib/branded";
import { ANALYTES } from "@/lib/clinical/analytes";
import type { MilestoneState, RemissionVerdict } from "@/lib/clinical/assessment";
import { addDays, ageInYears, daysBetween, protocolDay } from "@/lib/clinical/calendar";
import type { CoursePhase } from "@/lib/clinical/record";
import {
  type CriticalValue,
  REASON_DAYS,
  type RowReason,
  WORKLIST_REASONS,
  type WorklistReason,
  type WorklistRow,
} from "@/lib/contract/worklist";
import { showDayMonth, showFlag } from "@/lib/display";
import type { SummaryDisplay, SummaryRow } from "@/lib/server/patients/patient-summary";
import type { ListedRow } from "./worklist-query";

export function remissionToday(
  row: Pick<SummaryRow, "remission" | "dayZero">,
  here: LocalDate,
): RemissionVerdict {
  const started = row.dayZero !== null && row.dayZero <= here;
  return row.remission === "not-applicable" && started
    ? "indeterminate"
    : (row.remission as RemissionVerdict);
}

/** The stored milestone, or where it is open what today makes of its dates. */
export function milestoneToday(
  row: Pick<SummaryRow, "milestone" | "dayZero" | "windowOpens" | "windowCloses">,
  here: LocalDate,
): MilestoneState {
  if (row.milestone !== "open") return row.milestone as MilestoneState;
  if (row.dayZero === null || row.windowOpens === null || row.windowCloses === null || row.dayZero > here)
    return "not-started";
  if (here < row.windowOpens) return "upcoming";
  return here <= row.windowCloses ? "awaiting-sample" : "missed";
}

/** A summary as the list shows it on a day, to the one who asks. */
export function worklistRow(row: ListedRow, here: LocalDate, policy: string): WorklistRow {
  const display = JSON.parse(row.display) as SummaryDisplay;
  const milestone = milestoneToday(row, here);
  const { familyName, givenName, sex, counts, trend, marrow, remissionSentence, milestoneSentence } = display;
  // Absent in a row that an earlier release made.
  const critical = display.critical ?? [];
  return {
    id: row.patientId,
    mrn: row.mrn,
    familyName,
    givenName,
    birthDate: row.birthDate,
    ageYears: ageInYears(row.birthDate as LocalDate, here),
    sex,
    phase: row.phase as CoursePhase | null,
    protocolDay: row.phaseStart === null ? null : protocolDay(row.phaseStart as LocalDate, here),
    lastCountOn: row.lastCountOn,
    counts,
    trend,
    lastMarrowOn: row.lastMarrowOn,
    marrow,
    remission: remissionToday(row, here),
    remissionSentence,
    milestone,
    milestoneSentence: openSentence(milestone, row, here) ?? milestoneSentence,
    status: display.status ?? null,
    recurrence: row.recurrence === 1,
    lineage: display.lineage ?? null,
    philadelphia: display.philadelphia ?? null,
    nextDue: row.nextDue,
    critical,
    reasons: reasonsOf(row, here),
    review:
      row.reviewedAt === null || row.reviewVersion === null
        ? null
        : { at: row.reviewedAt, version: row.reviewVersion, changed: row.changedAt !== row.reviewSeen },
    outdatedPolicy: row.policyVersion === policy ? null : row.policyVersion,
    changedAt: row.changedAt,
  };
}

/** What each group says of a row; null where the row is not in it. The groups' own queries say the same in SQL. */
const WORDS: Readonly<Record<WorklistReason, (row: ListedRow, here: LocalDate) => string | null>> = {
  critical: (row) => {
    if (row.criticalOn === null) return null;
    const { critical = [] } = JSON.parse(row.display) as SummaryDisplay;
    return `critical, not acknowledged: ${critical.map(criticalWords).join(", ")}`;
  },
  "window-open": (row, here) =>
    milestoneToday(row, here) === "awaiting-sample" && row.windowOpens !== null && row.windowOpens <= here
      ? `marrow window open, no sample: ${openSentence("awaiting-sample", row, here)}`
      : null,
  "window-soon": (row, here) =>
    milestoneToday(row, here) === "upcoming" &&
    row.windowOpens !== null &&
    row.windowOpens <= addDays(here, REASON_DAYS["window-soon"])
      ? `marrow window ${openSentence("upcoming", row, here)}`
      : null,
  missed: (row, here) =>
    row.milestone === "open" && row.windowCloses !== null && row.windowCloses < here
      ? `milestone missed: ${openSentence("missed", row, here)}`
      : null,
  criterion: criterionWords,
  recurrence: (row) => (row.recurrence === 1 ? "possible recurrence to confirm" : null),
  unsettled: (row) => {
    if (row.unsettled === 0) return null;
    const { unsettled } = JSON.parse(row.display) as SummaryDisplay;
    return unsettled ?? `${row.unsettled} preliminary or unconfirmed`;
  },
  silent: (row, here) => {
    const { silentSince, phaseStart, phaseEnd } = row;
    if (silentSince === null || silentSince > addDays(here, -REASON_DAYS.silent)) return null;
    if ((phaseStart !== null && phaseStart > here) || (phaseEnd !== null && phaseEnd < here)) return null;
    const days = daysBetween(silentSince as LocalDate, here);
    return row.lastReportOn === null
      ? `no result in ${days} days of treatment`
      : `no result for ${days} days, last ${showDayMonth(silentSince)}`;
  },
  "follow-up": (row, here) => {
    const due = row.nextDue as LocalDate | null;
    if (due === null || due > addDays(here, REASON_DAYS["follow-up"])) return null;
    const days = daysBetween(here, due);
    if (days === 0) return "follow-up due today";
    return days < 0 ? `follow-up overdue by ${-days} d` : `follow-up due in ${days} d`;
  },
};

export const reasonsOf = (row: ListedRow, here: LocalDate): RowReason[] =>
  WORKLIST_REASONS.flatMap((reason) => {
    const words = WORDS[reason](row, here);
    return words === null ? [] : [{ reason, words }];
  });

const criticalWords = ({ analyte, text, flag, on, why, preliminary }: CriticalValue) =>
  `${ANALYTES[analyte].label} ${text} ${showFlag(flag)?.letters ?? ""} ${showDayMonth(on)}${
    why === "worse" ? " (worse)" : ""
  }${preliminary ? " (preliminary)" : ""}`;

/** Since the asker's last review; where there was none, in the last days. */
function criterionWords(row: ListedRow, here: LocalDate): string | null {
  const met = row.remission === "met";
  const on = row.criterionOn === null ? "" : ` (${showDayMonth(row.criterionOn)})`;
  if (row.reviewedAt !== null) {
    if (met === (row.reviewRemission === "met")) return null;
    return `${met ? "criterion newly met" : "criterion no longer met"} since your review${on}`;
  }
  if (row.criterionOn === null || row.criterionOn < addDays(here, -REASON_DAYS.criterion)) return null;
  return `${met ? "criterion newly met" : "criterion lost"}${on}`;
}

/** "Day 31 of 29–36 · 5 d left": what an open milestone says today. */
function openSentence(state: MilestoneState, row: SummaryRow, here: LocalDate): string | null {
  if (
    row.milestone !== "open" ||
    row.dayZero === null ||
    row.windowOpens === null ||
    row.windowCloses === null
  )
    return null;
  const [zero, opens, closes] = [
    row.dayZero as LocalDate,
    row.windowOpens as LocalDate,
    row.windowCloses as LocalDate,
  ];
  const window = `${protocolDay(zero, opens)}–${protocolDay(zero, closes)}`;
  const left = daysBetween(here, closes);
  switch (state) {
    case "upcoming":
      return `opens in ${daysBetween(here, opens)} d`;
    case "awaiting-sample":
      return left === 0
        ? `last day of ${window}`
        : `Day ${protocolDay(zero, here)} of ${window} · ${left} d left`;
    case "missed":
      return `no marrow in Day ${window}`;
    default:
      return null;
  }
}
