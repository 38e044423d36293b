import "server-only";
import type { Instant } from "@/lib/branded";
import { type AnalyteCode, isAnalyteCode } from "@/lib/clinical/analytes";
import type { JudgedReport } from "@/lib/clinical/assessment";
import { judgeReport } from "@/lib/clinical/judge";
import type { Policy } from "@/lib/clinical/policy";
import type { Collected, PatientRecord, ReceivedResult, ReportVersion } from "@/lib/clinical/record";
import {
  type CalendarProblem,
  isCalendarProblem,
  type ParsedCollection,
  parseCollected,
} from "@/lib/clinical/zone";
import type { ResultInput } from "@/lib/contract/report";
import { AppError, type FieldProblem } from "@/lib/errors";
import { today } from "@/lib/server/clock";

export interface Moment {
  readonly collected: Collected;
  /** UTC; null where only the date is known. */
  readonly collectedAt: string | null;
}

const CALENDAR_MESSAGES: Readonly<Record<CalendarProblem["problem"], string>> = {
  unreadable: "Write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM.",
  "no-such-date": "This date does not exist in the calendar.",
  "no-such-time": "The clocks skipped this time that night; say which side of the change it was.",
  "unknown-zone": "The site's time zone is not known here; an administrator must mend it.",
};

function momentOf(path: string, text: string, timeZone: string): ParsedCollection {
  const parsed = parseCollected(text, timeZone);
  if (isCalendarProblem(parsed)) {
    throw refused([{ path, code: parsed.problem, message: CALENDAR_MESSAGES[parsed.problem] }]);
  }
  return parsed;
}

/** The moment of collection at the site; one that does not exist, lies ahead or before birth is refused. */
export function collectionMoment(text: string, record: PatientRecord, now: string): Moment {
  const { timeZone, birthDate } = record.patient;
  const { collected, instant } = momentOf("collected", text, timeZone);
  const timed = collected.minute !== null;
  const ahead = timed ? instant > Date.parse(now) : collected.date > today(now, timeZone);
  if (ahead) {
    throw refused([
      { path: "collected", code: "future-date", message: "The collection lies in the future." },
    ]);
  }
  if (collected.date < birthDate) {
    throw refused([
      {
        path: "collected",
        code: "before-birth",
        message: `The collection is before the birth date, ${birthDate}.`,
      },
    ]);
  }
  return { collected, collectedAt: timed ? new Date(instant).toISOString() : null };
}

/** When it was known: the server's clock, or an earlier moment that a backfill states. Never in the future. */
export function knownSince(text: string | null, timeZone: string, now: string): Instant {
  if (text === null) return Date.parse(now) as Instant;
  const { instant } = momentOf("knownSince", text, timeZone);
  if (instant > Date.parse(now)) {
    throw refused([
      { path: "knownSince", code: "future-date", message: "This must be a moment that has passed." },
    ]);
  }
  return instant;
}

/** The stored value that an input repeats to the letter: a correction of another value sends it back as it was. */
const keptFrom = (stored: readonly ReceivedResult[], input: ResultInput) =>
  stored.find(
    (one) =>
      one.analyte === input.analyte &&
      one.text === input.text &&
      (input.decimalMark ?? one.decimalMark ?? null) === (one.decimalMark ?? null) &&
      one.unit === input.unit &&
      one.sensitivity === input.sensitivity &&
      JSON.stringify(one.interval) === JSON.stringify(input.interval),
  );

/** Values as typed; of those that `stored` holds already, what was stored with them stays. */
export function receivedOf(
  inputs: readonly ResultInput[],
  stored: readonly ReceivedResult[] = [],
): ReceivedResult[] {
  const problems = inputs.flatMap((input, index): FieldProblem[] => {
    const path = `results.${index}.analyte`;
    const { analyte } = input;
    if (!isAnalyteCode(analyte))
      return [{ path, code: "analyte-unknown", message: `“${analyte}” is not an analyte of this product.` }];
    const before = inputs.findIndex((other) => other.analyte === analyte);
    if (before < index && keptFrom(stored, input) === undefined) {
      return [{ path, code: "analyte-repeated", message: `${analyte} is in this report already.` }];
    }
    return [];
  });
  if (problems.length > 0) throw refused(problems);
  return inputs.map((input) => {
    const kept = keptFrom(stored, input);
    if (kept !== undefined) return { ...kept, confirmed: input.confirmed };
    return {
      analyte: input.analyte as AnalyteCode,
      text: input.text,
      ...(input.decimalMark === undefined ? {} : { decimalMark: input.decimalMark }),
      unit: input.unit,
      interval: input.interval,
      intervalUnit: null,
      sensitivity: input.sensitivity,
      confirmed: input.confirmed,
      setAside: null,
    };
  });
}

/**
 * Judges a report entered by a person. What cannot be true, read or converted is refused with its place and, where
 * one fits, the value that was meant; what is unusual is kept as unconfirmed; a mismatch of specimen is kept and never
 * used. A value that an import set aside may stay as it is while another is corrected.
 */
export function judgeEntry(
  report: ReportVersion,
  record: PatientRecord,
  policy: Policy,
  stored: readonly ReceivedResult[] = [],
): JudgedReport {
  const judged = judgeReport(report, record, policy);
  const sent = judged.results.filter((one) => !one.derived);
  const problems = sent.flatMap((one, index): FieldProblem[] => {
    const received = report.results[index];
    if (one.state !== "set-aside" || (received !== undefined && keptFrom(stored, received) !== undefined))
      return [];
    const code = one.reasonCode ?? "unreadable";
    return [
      {
        path: `results.${index}.${code.startsWith("unit") ? "unit" : "text"}`,
        code,
        message: one.reason ?? "This value cannot be read.",
        ...(one.suggestion === null ? {} : { suggestion: one.suggestion }),
      },
    ];
  });
  if (problems.length > 0) throw refused(problems);
  return judged;
}

function refused(fields: readonly FieldProblem[]): AppError {
  const only = fields.length === 1 ? fields[0] : undefined;
  return new AppError("invalid", only?.message ?? "Some values cannot be accepted; nothing was saved.", {
    fields,
  });
}
