import type { AsOf } from "./assessment";
import { minuteOfDay } from "./calendar";
import type { Collected, PatientRecord, ReceivedResult, ReportStatus, ReportVersion } from "./record";

/** What a report may be used for; in words, because the screen shows them. */
export const STANDINGS = [
  "usable",
  "preliminary",
  "cancelled",
  "entered in error",
  "duplicate",
  "inadequate sample",
  "collected in the future",
  "collected before birth",
  "collected after death",
] as const;
export type Standing = (typeof STANDINGS)[number];

/** The newest version of a report known at a moment, and what it may be used for. */
export interface KnownReport {
  readonly report: ReportVersion;
  readonly standing: Standing;
}

const STATUS_STANDING: Readonly<Record<ReportStatus, Standing>> = {
  preliminary: "preliminary",
  final: "usable",
  corrected: "usable",
  amended: "usable",
  cancelled: "cancelled",
  "entered-in-error": "entered in error",
};

/** Every report known at a moment, each in its newest version then; earliest collection first. */
export function knownReports(record: PatientRecord, asOf: AsOf): readonly KnownReport[] {
  const newest = newestVersions(record.reports, asOf);
  const duplicates = duplicatesAmong(newest);
  return newest
    .map((report): KnownReport => {
      const standing = dateStanding(report.collected, record, asOf) ?? STATUS_STANDING[report.status];
      if (standing !== "usable") return { report, standing };
      if (duplicates.has(report)) return { report, standing: "duplicate" };
      const inadequate = report.specimen === "marrow" && !report.adequate;
      return { report, standing: inadequate ? "inadequate sample" : "usable" };
    })
    .sort((a, b) => compareReports(a.report, b.report));
}

/** Earlier collection first; of one time the earlier received first, then by id, so that order in never matters. */
export function compareReports(a: ReportVersion, b: ReportVersion): number {
  return (
    compareText(a.collected.date, b.collected.date) ||
    minuteOfDay(a.collected) - minuteOfDay(b.collected) ||
    a.receivedAt - b.receivedAt ||
    compareText(a.reportId, b.reportId)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Why a collection time cannot be right, whatever the report says; null where it can. */
export function dateStanding(
  collected: Collected,
  { patient, observationEnd }: Pick<PatientRecord, "patient" | "observationEnd">,
  asOf: AsOf,
): Standing | null {
  const { date } = collected;
  if (date > asOf.date) return "collected in the future";
  if (date < patient.birthDate) return "collected before birth";
  if (observationEnd?.why === "death" && date > observationEnd.on) return "collected after death";
  return null;
}

/** Versions share a report id, or accession, specimen and sub-id; the later received is the newer. */
function newestVersions(reports: readonly ReportVersion[], asOf: AsOf): ReportVersion[] {
  const byId = new Map<string, ReportVersion>();
  for (const report of reports) {
    if (report.receivedAt > asOf.instant) continue;
    const known = byId.get(report.reportId);
    if (!known || report.version > known.version) byId.set(report.reportId, report);
  }
  const byDocument = new Map<string, ReportVersion>();
  const newest: ReportVersion[] = [];
  for (const report of byId.values()) {
    if (report.accession === null) {
      newest.push(report);
      continue;
    }
    const key = `${report.specimen} ${report.subId ?? ""}\u0000${report.accession}`;
    const known = byDocument.get(key);
    if (!known || isNewer(report, known)) byDocument.set(key, report);
  }
  return [...newest, ...byDocument.values()];
}

function isNewer(report: ReportVersion, than: ReportVersion): boolean {
  const order =
    report.receivedAt - than.receivedAt ||
    report.version - than.version ||
    compareText(report.reportId, than.reportId);
  return order > 0;
}

/** Without an accession, the same specimen, collection time and values is the same report sent again. */
function duplicatesAmong(reports: readonly ReportVersion[]): ReadonlySet<ReportVersion> {
  const first = new Map<string, ReportVersion[]>();
  const duplicates = new Set<ReportVersion>();
  for (const report of reports) {
    if (report.accession !== null || STATUS_STANDING[report.status] !== "usable") continue;
    const { date, minute } = report.collected;
    const key = `${report.specimen} ${date} ${minute}`;
    const others = first.get(key);
    if (!others) {
      first.set(key, [report]);
      continue;
    }
    const twin = others.findIndex((other) => sameValues(other, report));
    const other = others[twin];
    if (!other) {
      others.push(report);
      continue;
    }
    // The first received is the report.
    const [kept, again] = isNewer(report, other) ? [other, report] : [report, other];
    others[twin] = kept;
    duplicates.add(again);
  }
  return duplicates;
}

function sameValues(a: ReportVersion, b: ReportVersion): boolean {
  if (a.adequate !== b.adequate || a.subId !== b.subId || a.results.length !== b.results.length) return false;
  const values = (results: readonly ReceivedResult[]) =>
    results.map(({ analyte, text, unit }) => JSON.stringify([analyte, text.trim(), unit])).sort();
  const [left, right] = [values(a.results), values(b.results)];
  return left.every((value, index) => value === right[index]);
}
