import { ANALYTE_CODES, ANALYTES, type AnalyteCode, isAnalyteCode } from "@/lib/clinical/analytes";
import type { CorrectionInput, CorrectionReason, ReportAnswer, WithdrawalInput } from "@/lib/contract/report";
import { showDate, showStatus, showUnit } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import type { ConflictRow } from "../form/conflict-table";
import { type Body, textOrNull } from "../form/request-draft";
import { localMoment } from "../form/typed-date";
import { collectedOf, fieldPath, resultsBody } from "./report-body";
import {
  type EntryStatus,
  emptyReport,
  type ReportDraft,
  settledText,
  type ValueDraft,
} from "./report-draft";

export const REASON_WORDS: Record<CorrectionReason, string> = {
  "typing-error": "Typing error",
  "lab-corrected": "Corrected by the laboratory",
  "wrong-patient": "Belongs to another patient",
  "wrong-unit": "Wrong unit",
  confirmed: "Unusual value confirmed",
  other: "Other, as the note says",
};

export interface BecauseDraft {
  readonly reason: CorrectionReason | "";
  readonly note: string;
}

const numberText = (value: number | undefined | null): string =>
  value === undefined || value === null ? "" : String(value);

/** The stored report as a draft: every value with the unit, interval and sensitivity it was sent with. */
export function draftOfReport(report: ReportAnswer): ReportDraft {
  const values: Partial<Record<AnalyteCode, ValueDraft>> = {};
  for (const result of report.results) {
    if (result.derived || !isAnalyteCode(result.analyte)) continue;
    values[result.analyte] = {
      text: result.text,
      ...(result.decimalMark ? { decimalMark: result.decimalMark } : {}),
      unit: result.unit ?? "",
      confirmed: result.confirmed,
      low: numberText(result.sentInterval?.low),
      high: numberText(result.sentInterval?.high),
      sensitivity: numberText(result.sensitivity),
    };
  }
  return {
    ...emptyReport(report.specimen, report.collectedOn),
    time: report.collectedTime ?? "",
    accession: report.accession ?? "",
    status: report.status === "preliminary" ? "preliminary" : "final",
    adequate: report.adequate,
    values,
  };
}

/** Analytes whose value, unit, interval or confirmation is not what is on record. */
export function changedCodes(report: ReportAnswer, draft: ReportDraft): AnalyteCode[] {
  const before = draftOfReport(report);
  const told = (value: ValueDraft | undefined) =>
    value === undefined || settledText(value.text) === ""
      ? ""
      : JSON.stringify([
          settledText(value.text),
          value.unit,
          value.confirmed,
          value.low.trim(),
          value.high.trim(),
          value.sensitivity.trim(),
        ]);
  return ANALYTE_CODES.filter((code) => told(before.values[code]) !== told(draft.values[code]));
}

/** Why, as the API takes it; "other" needs its note. */
export function becauseBody({ reason, note }: BecauseDraft): Body<WithdrawalInput> {
  if (reason === "") {
    return { ok: false, fields: [{ path: "reason", code: "missing", message: "Choose a reason." }] };
  }
  if (reason === "other" && note.trim() === "") {
    const message = "Say why in a few words when the reason is “Other”.";
    return { ok: false, fields: [{ path: "note", code: "missing", message }] };
  }
  return { ok: true, body: { reason, note: textOrNull(note) } };
}

/** The whole new list with its reason; what did not change about the report itself is not sent. */
export function correctionBody(
  report: ReportAnswer,
  draft: ReportDraft,
  because: BecauseDraft,
): Body<CorrectionInput> {
  const fields: FieldProblem[] = [];
  const collected = collectedOf(draft, fields);
  const results = resultsBody(draft.values, fields);
  const why = becauseBody(because);
  if (!why.ok) fields.push(...why.fields);
  if (results.length === 0) {
    fields.push({
      path: "values",
      code: "empty",
      message: "A report holds at least one value; withdraw it if none of them is right.",
    });
  }
  const before = draftOfReport(report);
  const moved = collected !== localMoment(report.collectedOn, report.collectedTime);
  const restated = draft.status !== before.status;
  const readequated = draft.adequate !== before.adequate;
  if (!moved && !restated && !readequated && changedCodes(report, draft).length === 0) {
    fields.push({ path: "values", code: "unchanged", message: "Nothing differs from what is on record." });
  }
  if (fields.length > 0 || !why.ok) return { ok: false, fields };
  return {
    ok: true,
    body: {
      ...why.body,
      ...(moved ? { collected } : {}),
      ...(restated ? { status: draft.status } : {}),
      ...(readequated ? { adequate: draft.adequate } : {}),
      results,
    },
  };
}

/** "12.5 g/dL", as it was recorded; the unit stands beside every number. */
export function recordedWords(value: ValueDraft | undefined): string {
  if (value === undefined || settledText(value.text) === "") return "none";
  const text = settledText(value.text);
  return [text, /\d/.test(text) ? showUnit(value.unit) : "", value.confirmed ? "(confirmed)" : ""]
    .filter((part) => part !== "")
    .join(" ");
}

/** My changes on top of what a colleague saved meanwhile: what I did not touch stays as they left it. */
export function mergedOver(theirs: ReportAnswer, original: ReportAnswer, mine: ReportDraft): ReportDraft {
  const base = draftOfReport(theirs);
  const was = draftOfReport(original);
  const values = { ...base.values };
  for (const code of changedCodes(original, mine)) {
    const value = mine.values[code];
    if (value === undefined) delete values[code];
    else values[code] = value;
  }
  const moved = mine.date !== was.date || mine.time !== was.time;
  return {
    ...base,
    values,
    ...(moved ? { date: mine.date, time: mine.time } : {}),
    ...(mine.status === was.status ? {} : { status: mine.status }),
    ...(mine.adequate === was.adequate ? {} : { adequate: mine.adequate }),
  };
}

/** What a colleague saved meanwhile and what I changed, beside the version I opened. */
export function reportDifferences(
  original: ReportAnswer,
  theirs: ReportAnswer,
  mine: ReportDraft,
): ConflictRow[] {
  const was = draftOfReport(original);
  const now = draftOfReport(theirs);
  const touched = changedCodes(original, mine);
  const when = ({ date, time }: ReportDraft) => `${showDate(date)} ${time}`.trim();
  const yesNo = ({ adequate }: ReportDraft) => (adequate ? "yes" : "no");
  const row = (label: string, told: (draft: ReportDraft) => string, mineCounts: boolean): ConflictRow => ({
    label,
    original: told(was),
    theirs: told(now),
    mine: mineCounts ? told(mine) : null,
  });
  const rows = [
    row("Collected", when, when(mine) !== when(was)),
    row("Adequate", yesNo, mine.adequate !== was.adequate),
    ...ANALYTE_CODES.map((code) =>
      row(ANALYTES[code].label, ({ values }) => recordedWords(values[code]), touched.includes(code)),
    ),
  ].filter(({ original: before, theirs: after, mine: own }) => before !== after || own !== null);
  return [...statusRow(original, theirs, mine.status === was.status ? null : mine.status), ...rows];
}

/** That a version is called corrected follows from its being one; only a choice, or a withdrawal, is in dispute. */
function statusRow(original: ReportAnswer, theirs: ReportAnswer, mine: EntryStatus | null): ConflictRow[] {
  const withdrawn = theirs.status === "entered-in-error" || theirs.status === "cancelled";
  if (mine === null && !withdrawn) return [];
  return [
    {
      label: "Status",
      original: showStatus(original.status),
      theirs: showStatus(theirs.status),
      mine: showStatus(mine ?? "corrected"),
    },
  ];
}

/** The version that stands now, if the conflict carried it. */
export function reportNow(current: unknown): ReportAnswer | null {
  const now = current as Partial<ReportAnswer> | null | undefined;
  const whole =
    typeof now === "object" && now !== null && Array.isArray(now.results) && typeof now.version === "number";
  return whole ? (now as ReportAnswer) : null;
}

/** Analytes shown for a correction: those on record, or the whole paper. */
export function correctionCodes(
  draft: ReportDraft,
  all: readonly AnalyteCode[],
  whole: boolean,
): AnalyteCode[] {
  const present = new Set(Object.keys(draft.values));
  const foreign = ANALYTE_CODES.filter((code) => present.has(code) && !all.includes(code));
  return [...all.filter((code) => whole || present.has(code)), ...foreign];
}

export const CORRECTION_PATHS: readonly string[] = [
  "collected",
  "time",
  "status",
  "adequate",
  "values",
  "results",
  "reason",
  "note",
  ...ANALYTE_CODES.map(fieldPath),
];
