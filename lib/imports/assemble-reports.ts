import type { Instant } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { ReportStatus } from "@/lib/clinical/record";
import type { ImportPatient, ImportProblem, ImportReport, ImportRow } from "./import-format";
import { rowOf, withProblem } from "./import-row";
import { judgeValues, type PlacedValue } from "./judge-values";
import { matchAnalyte, type TestName } from "./match-analyte";
import type { Observation } from "./observation";
import { type Placement, placeObservation } from "./place-observation";
import { type IntervalReading, readInterval } from "./read-interval";
import { effectiveStatus, reportStatus } from "./report-status";

export interface AssemblyContext {
  readonly patients: readonly ImportPatient[];
  readonly received: Instant;
  readonly mapped: Readonly<Record<string, AnalyteCode | null>>;
}

type Placed = Extract<Placement, { problem: null }>;

interface Group {
  readonly first: Placed;
  readonly accession: string | null;
  readonly subId: string | null;
  readonly orders: (ReportStatus | null)[];
  /** What was said of the report, each list once. */
  readonly comments: Set<readonly ImportProblem[]>;
  readonly members: PlacedValue[];
}

/**
 * Observations of any format, in the order of the file, as rows in the same order and as the reports they make
 * up. Values of one patient, accession, specimen and side in one document are one report; without an accession
 * the collection time takes its place.
 */
export function assembleReports(
  observations: readonly Observation[],
  context: AssemblyContext,
): AssembledReports {
  const work = assembling(observations, context);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same for a reading that lets others go first. */
export async function assembleInTurns(
  observations: readonly Observation[],
  context: AssemblyContext,
  pause: (() => Promise<void>) | undefined,
): Promise<AssembledReports> {
  const work = assembling(observations, context);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause?.();
  }
}

export interface AssembledReports {
  readonly reports: ImportReport[];
  readonly rows: ImportRow[];
}

/** Observations and reports between two breaths: a few milliseconds of work. */
const BREATH = { observations: 1_000, reports: 50 };

function* assembling(
  observations: readonly Observation[],
  { patients, received, mapped }: AssemblyContext,
): Generator<undefined, AssembledReports> {
  // A file names few tests and few intervals, many times: each is understood once.
  const match = once((test: TestName) => matchAnalyte(test, mapped));
  const intervalOf = intervalReader();
  const context = { patients: new Map(patients.map((patient) => [patient.key, patient])), match };
  const groups = new Map<string, Group>();
  const placeOne = (observation: Observation, index: number): ImportRow => {
    const row = rowOf(observation, intervalOf);
    const placed = placeObservation(observation, context);
    if (placed.problem !== null) {
      const { analyte, suggestion, problem } = placed;
      return withProblem({ ...row, analyte, suggestion }, problem);
    }
    const group = groupFor(groups, observation, placed);
    const known = { ...row, analyte: placed.analyte };
    if (group.first.collected.date !== placed.collected.date) {
      const reason = `Collected on ${placed.collected.date}, the rest of the report on ${group.first.collected.date}.`;
      return withProblem(known, { outcome: "set-aside", code: "collected-differs", reason });
    }
    const { orderStatus, flags = [], doubt = null, reportNotes } = observation;
    const status = effectiveStatus(orderStatus, observation.valueStatus);
    group.orders.push(orderStatus);
    if (reportNotes) group.comments.add(reportNotes);
    group.members.push({ index, row: known, analyte: placed.analyte, status, flags, doubt });
    return known;
  };
  const rows: ImportRow[] = [];
  for (const [index, observation] of observations.entries()) {
    rows.push(placeOne(observation, index));
    if (index % BREATH.observations === BREATH.observations - 1) yield;
  }

  const reports: ImportReport[] = [];
  for (const group of groups.values()) {
    if (reports.length % BREATH.reports === BREATH.reports - 1) yield;
    const { report, judged } = judgeGroup(group, received);
    const reportIndex = report.results.length > 0 ? reports.push(report) - 1 : null;
    for (const { index, row } of judged) rows[index] = { ...row, reportIndex };
  }
  return { reports, rows };
}

function once<Key, Value>(read: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = read(key);
    known.set(key, value);
    return value;
  };
}

function intervalReader(): (text: string, unit: string | null, mark: DecimalMark | null) => IntervalReading {
  const reader = once((mark: DecimalMark | null) =>
    once((unit: string | null) => once((text: string) => readInterval(text, unit, mark))),
  );
  return (text, unit, mark) => reader(mark)(unit)(text);
}

function groupFor(groups: Map<string, Group>, observation: Observation, placed: Placed): Group {
  const { document, accession, subId } = observation;
  const { patientKey, specimen, collected } = placed;
  const time = accession === null ? [collected.date, collected.minute] : [];
  const key = JSON.stringify([document, patientKey, accession, specimen, subId, ...time]);
  const known = groups.get(key);
  if (known) return known;
  const group: Group = { first: placed, accession, subId, orders: [], comments: new Set(), members: [] };
  groups.set(key, group);
  return group;
}

function judgeGroup({ first, accession, subId, orders, comments, members }: Group, received: Instant) {
  const statuses = members.map((member) => member.status);
  const status = reportStatus(orders, statuses);
  const notes: ImportProblem[] = [];
  if (statuses.every((stated) => stated === null)) {
    const message = "The file does not say whether the report is final; it is taken as preliminary.";
    notes.push({ code: "status-missing", message });
  }
  if (first.ambiguous) {
    const message =
      "The clocks at the site showed this collection time twice that night; the first is taken.";
    notes.push({ code: "time-ambiguous", message });
  }
  notes.push(...[...comments].flat());
  const { patientKey, specimen, collected } = first;
  const { results, judged } = judgeValues(members, { specimen, collected, status, received });
  const report: ImportReport = { patientKey, accession, specimen, subId, collected, status, results, notes };
  return { report, judged };
}
