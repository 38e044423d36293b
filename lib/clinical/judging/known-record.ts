import type { LocalDate } from "../../branded";
import type { AsOf } from "../assessment";
import { dayNumber } from "../calendar";
import { firstCourseStart } from "../course";
import type { Policy } from "../policy";
import type { PatientRecord, ReportVersion } from "../record";
import { type IntervalFinder, intervalFinder } from "../reference-intervals";
import { type KnownReport, knownReports } from "../versions";
import { type ReadReport, readReport } from "./read-report";

/** A record as it was known at a moment; values are read when they are asked for. */
export interface KnownRecord {
  readonly record: PatientRecord;
  readonly asOf: AsOf;
  readonly policy: Policy;
  /** Start of the first course of any part; null before any is recorded. */
  readonly firstStart: LocalDate | null;
  /** Every known report, earliest collection first, usable or not. */
  readonly reports: readonly KnownReport[];
  /** Usable blood reports, earliest first; whether they are counts is for the pairing to ask. */
  readonly bloods: readonly ReportVersion[];
  /** Their local collection days, counted from 1970-01-01. */
  readonly bloodDays: readonly number[];
  /** Usable, adequate marrows, earliest first. */
  readonly marrows: readonly ReadReport[];
  /** Usable marrows and inadequate ones: residual disease is read from both. */
  readonly reportedMarrows: readonly ReadReport[];
  readonly intervalFor: IntervalFinder;
  read(report: ReportVersion): ReadReport;
}

/** Sorts out what was known at a moment. */
export function knownRecord(record: PatientRecord, asOf: AsOf, policy: Policy): KnownRecord {
  const firstStart = firstCourseStart(record.courses);
  const reports = knownReports(record, asOf);
  const read = new Map<ReportVersion, ReadReport>();
  const bloods: ReportVersion[] = [];
  const marrows: ReadReport[] = [];
  const reportedMarrows: ReadReport[] = [];
  const surroundings = { firstStart, marrows: () => marrows };

  const readOnce = (report: ReportVersion): ReadReport => {
    const known = read.get(report);
    if (known) return known;
    const made = readReport(report, surroundings);
    read.set(report, made);
    return made;
  };

  for (const { report, standing } of reports) {
    const usable = standing === "usable";
    if (report.specimen === "blood" && usable) bloods.push(report);
    if (report.specimen !== "marrow" || !(usable || standing === "inadequate sample")) continue;
    const marrow = readOnce(report);
    reportedMarrows.push(marrow);
    if (usable) marrows.push(marrow);
  }

  const bloodDays = bloods.map(({ collected }) => dayNumber(collected.date));
  return {
    record,
    asOf,
    policy,
    firstStart,
    reports,
    bloods,
    bloodDays,
    marrows,
    reportedMarrows,
    intervalFor: intervalFinder(record.patient, policy),
    read: readOnce,
  };
}
