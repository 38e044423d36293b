import type { Instant, LocalDate } from "@/lib/branded";
import { ANALYTE_CODES, ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { Flag, IntervalUsed, JudgedResult } from "@/lib/clinical/assessment";
import { judgeReport } from "@/lib/clinical/judge";
import type { Policy } from "@/lib/clinical/policy";
import type { Collected, PatientRecord, ReceivedResult, ReportVersion } from "@/lib/clinical/record";
import { intervalFinder, shownInterval } from "@/lib/clinical/reference-intervals";
import { showInterval, showNumber, showUnit, showValue } from "@/lib/display";
import { typedDate, typedTime } from "../form/typed-date";
import { intervalOf } from "./report-body";
import { type ReportDraft, settledText, type ValueDraft } from "./report-draft";

/** What the form says of one value while it is being typed. */
export interface LiveValue {
  /**
   * empty     nothing typed
   * fine      can be used (with its flag)
   * missing   "not done": stored as no value
   * confirm   unusual; its number is not used until somebody confirms it
   * confirmed unusual, and confirmed on this form
   * refused   impossible or unreadable; the report is not saved with it
   */
  readonly state: "empty" | "fine" | "missing" | "confirm" | "confirmed" | "refused";
  readonly flag: Flag | null;
  /** "12.4 g/dL", where another unit was chosen. */
  readonly converted: string | null;
  /** What the core computes from other values while the field is empty. */
  readonly computed: string | null;
  readonly interval: { readonly text: string; readonly source: string } | null;
  readonly reason: string | null;
  readonly reasonCode: string | null;
  /** What would fit, to be filled in by one key: another number, or the unit it was probably measured in. */
  readonly suggestion: Partial<Pick<ValueDraft, "text" | "unit">> | null;
}

export interface LiveJudgement {
  readonly values: Readonly<Partial<Record<AnalyteCode, LiveValue>>>;
  /** Remarks about the report as a whole: the differential's sum, a jump of the MCV. */
  readonly notes: readonly string[];
}

/** Everything the core needs to judge a value of this patient in the browser as the server will. */
export interface JudgingFacts {
  readonly record: PatientRecord;
  readonly policy: Policy;
  /** Date at the site by the server's clock; stands in until a date of collection is typed. */
  readonly today: string;
  /** The server's clock when the page was made, ISO-8601 UTC. */
  readonly now: string;
  /** A marrow before that day is warned of; null where no diagnosis is dated. */
  readonly diagnosedOn?: string | null;
}

function collectedOf(draft: ReportDraft, today: string): Collected {
  const date = typedDate(draft.date);
  const time = typedTime(draft.time);
  const [hour, minute] = time.ok && time.time !== null ? time.time.split(":").map(Number) : [];
  return {
    date: ((date.ok ? date.date : null) ?? today) as LocalDate,
    minute: hour === undefined || minute === undefined ? null : hour * 60 + minute,
  };
}

function received(analyte: AnalyteCode, value: ValueDraft): ReceivedResult {
  const sensitivity = Number(value.sensitivity);
  return {
    analyte,
    text: settledText(value.text),
    ...(value.decimalMark === undefined ? {} : { decimalMark: value.decimalMark }),
    unit: value.unit,
    interval: intervalOf("", value, []),
    intervalUnit: null,
    sensitivity: value.sensitivity.trim() === "" || !Number.isFinite(sensitivity) ? null : sensitivity,
    confirmed: value.confirmed,
    setAside: null,
  };
}

/** The report as the core would read it if it were saved now. */
export function draftVersion(
  draft: ReportDraft,
  { today, now }: Pick<JudgingFacts, "today" | "now">,
  reportId = "being typed",
): ReportVersion {
  return {
    reportId,
    version: 1,
    specimen: draft.specimen,
    accession: null,
    subId: null,
    collected: collectedOf(draft, today),
    receivedAt: Date.parse(now) as Instant,
    status: draft.status,
    adequate: draft.adequate,
    results: ANALYTE_CODES.flatMap((code) => {
      const value = draft.values[code];
      return value === undefined || settledText(value.text) === "" ? [] : [received(code, value)];
    }),
  };
}

/**
 * Judges what is typed with the same core the server uses, and finds the interval of every field before it is. A
 * correction names the report it corrects, whose stored version must not be read beside the typed one.
 */
export function liveJudgement(
  draft: ReportDraft,
  codes: readonly AnalyteCode[],
  facts: JudgingFacts,
  reportId?: string,
): LiveJudgement {
  const { record, policy } = facts;
  const report = draftVersion(draft, facts, reportId);
  const judged = judgeReport(report, record, policy);
  const finder = intervalFinder(record.patient, policy);
  const byCode = new Map(judged.results.map((result) => [result.analyte, result]));
  const values: Partial<Record<AnalyteCode, LiveValue>> = {};
  for (const code of codes) {
    const result = byCode.get(code);
    const value = draft.values[code];
    const typed = result !== undefined && !result.derived && value !== undefined;
    values[code] = typed
      ? liveValue(result, value)
      : { ...untyped(shownInterval(finder(code, report.collected.date, null))), ...computedOf(result) };
  }
  return { values, notes: judged.notes.map(({ text }) => text) };
}

const words = (interval: IntervalUsed | null): LiveValue["interval"] => {
  const text = interval === null ? "" : showInterval(interval);
  return interval === null || text === "" ? null : { text, source: interval.source };
};

/** ANC from the white cells and the differential, or why it cannot be computed. */
function computedOf(result: JudgedResult | undefined): Partial<LiveValue> {
  if (result === undefined || !result.derived) return {};
  const { value, flag, reason } = result;
  return value === null ? { reason } : { computed: showValue(result), flag, reason };
}

function untyped(interval: IntervalUsed | null): LiveValue {
  return {
    state: "empty",
    flag: null,
    converted: null,
    computed: null,
    interval: words(interval),
    reason: null,
    reasonCode: null,
    suggestion: null,
  };
}

const STATES = {
  ok: "fine",
  missing: "missing",
  unconfirmed: "confirm",
  "set-aside": "refused",
  mismatch: "refused",
} as const;

/** One judged value in the words of the form. */
export function liveValue(result: JudgedResult, value: ValueDraft): LiveValue {
  const state = STATES[result.state];
  const foreign = result.value !== null && value.unit !== result.canonicalUnit;
  return {
    // Once confirmed, the core has nothing more to say about a value; that it was unusual is worth keeping in sight.
    state: state === "fine" && value.confirmed ? "confirmed" : state,
    flag: state === "fine" ? result.flag : null,
    converted: foreign ? `${showNumber(result.value ?? 0)} ${showUnit(result.canonicalUnit)}` : null,
    computed: null,
    interval: words(result.interval),
    reason: state === "fine" ? null : result.reason,
    reasonCode: result.reasonCode,
    suggestion: suggestionOf(result, value.text),
  };
}

function suggestionOf({ suggestion, reasonCode }: JudgedResult, typed: string): LiveValue["suggestion"] {
  if (suggestion !== null)
    return reasonCode?.startsWith("unit") ? { unit: suggestion } : { text: suggestion };
  // "7,9" is 7.9 for most of the world; "1,500" is two things, so nothing is suggested for it.
  const comma = /^[<>]?=?\s*\d+,(?!\d{3}$)\d+$/.test(typed.trim());
  return reasonCode === "unreadable" && comma ? { text: typed.trim().replace(",", ".") } : null;
}

/** Values that will be stored as unconfirmed, by their labels. */
export function unconfirmedLabels({ values }: LiveJudgement): string[] {
  return ANALYTE_CODES.filter((code) => values[code]?.state === "confirm").map(
    (code) => ANALYTES[code].label,
  );
}
