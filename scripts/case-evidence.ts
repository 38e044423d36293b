import { assess } from "../lib/clinical/assess";
import type {
  Assessment,
  Clause,
  CourseMilestone,
  IntervalUsed,
  JudgedReport,
  JudgedResult,
  Note,
} from "../lib/clinical/assessment";
import { judgeReports } from "../lib/clinical/judge";
import { type CourseDay, type CourseKinetics, courseKinetics } from "../lib/clinical/kinetics";
import { DEFAULT_POLICY } from "../lib/clinical/policy";
import { readCase } from "./case-record";

/** Everything the core says about one case, in lines a person can check with a pencil. */
export function caseEvidence(input: unknown): string {
  const read = readCase(input);
  if (!read.ok) return `${read.id}\n  ${read.reason}`;
  const { worked } = read;
  const { record, asOf } = worked;
  const assessment = assess(record, asOf, DEFAULT_POLICY);
  const remission = remissionLines(assessment);
  const said = new Set(remission);
  const lines = [
    `${worked.id} ${worked.title}`,
    ...remission,
    // What the criterion has said already is only named.
    ...assessment.courses.flatMap(courseLines).map((line) => (said.has(line) ? named(line) : line)),
    ...(assessment.courses.length === 0 ? [`milestone: ${assessment.milestone.reason}`] : []),
    ...Object.entries(assessment.definitions).map(([id, { verdict, reasons }]) =>
      sentence(`${id}: ${verdict}`, ...reasons),
    ),
    ...judgeReports(record, asOf, DEFAULT_POLICY).flatMap(reportLines),
    ...courseKinetics(record, asOf, DEFAULT_POLICY).flatMap(kineticsLines),
  ];
  return `${lines.map(shortIds).join("\n  ")}\n`;
}

/** "= marrow-blasts": the same line as above. */
const named = (line: string) => `= ${/[A-Z_]+(?=:)|[a-z-]{3,}/.exec(line)?.[0]}`;

/** `["BM-1","marrow",null]` is the reader's id of a report; its accession is enough for a person. */
const shortIds = (line: string) =>
  line.replace(/\["([^"]+)","(?:blood|marrow|csf)",(?:null|"([^"]+)")\]/g, (_, accession, side) =>
    side ? `${accession} ${side}` : accession,
  );

const sentence = (...parts: readonly (string | null | false | undefined)[]) =>
  parts.filter((part) => part !== null && part !== false && part !== undefined && part !== "").join(" · ");

function remissionLines({ remission, elapsed }: Assessment): readonly string[] {
  const { verdict, clauses, missing, notes, pairing, lostOn } = remission;
  return [
    sentence(
      `remission: ${verdict}`,
      elapsed !== null && `elapsed ${elapsed}`,
      missing.length > 0 && `missing: ${missing.join(" | ")}`,
      lostOn && `lost on ${lostOn}`,
    ),
    ...clauses.map(clauseLine),
    ...(pairing
      ? [
          sentence(
            `pairing ${pairing.marrowId} of ${pairing.marrowCollected.date} with ${pairing.countId}`,
            pairing.countCollected && `of ${pairing.countCollected.date}`,
            pairing.gapDays !== null && `${pairing.gapDays} d`,
          ),
        ]
      : []),
    ...notes.map(noteLine),
  ];
}

function courseLines({ start, part, reinduction, milestone }: CourseMilestone): readonly string[] {
  const { state, windowAnswer, opens, closes, basis, clauses, marrowId, elapsed, reason, notes } = milestone;
  return [
    sentence(
      `milestone of ${start} (${part}${reinduction ? ", re-induction" : ""}): ${state}`,
      windowAnswer && `window ${windowAnswer}`,
      opens && `${opens} to ${closes}`,
      basis,
      marrowId,
      milestone.marrowCollected?.date,
      elapsed !== null && `elapsed ${elapsed}`,
      reason,
    ),
    ...clauses.map(clauseLine),
    ...notes.map(noteLine),
  ];
}

function clauseLine(clause: Clause): string {
  const { id, label, answer, value, unit, limit, interval, reportId, reportVersion, collected, reason } =
    clause;
  return sentence(
    `- ${id} (${label}): ${answer}`,
    value !== null && `value ${value}`,
    unit,
    limit !== null && `asked ${limit}`,
    intervalText(interval),
    reportId !== null && `${reportId} v${reportVersion} ${collected?.date} ${collected?.minute}`,
    reason,
  );
}

function intervalText(interval: IntervalUsed | null): string | null {
  if (interval === null) return null;
  const { low, high, unit, origin, source } = interval;
  return `[${low}, ${high}] ${unit} ${origin} ${source}`;
}

const noteLine = ({ code, text, reportId }: Note) => sentence(`! ${code}: ${text}`, reportId);

function reportLines({ report, usable, unusable, results, notes }: JudgedReport): readonly string[] {
  return [
    sentence(`report ${report.reportId} v${report.version}`, usable ? "usable" : `not used: ${unusable}`),
    ...results.filter((result) => !isPlain(result)).map(resultLine),
    ...notes.map(noteLine),
  ];
}

/** A number as sent that nothing is to be said about. */
function isPlain({ state, flag, text, value, unit, canonicalUnit, interval, grade }: JudgedResult): boolean {
  const asSent = text === String(value) && unit === canonicalUnit;
  return state === "ok" && asSent && grade === null && (flag === "N" || (flag === null && interval === null));
}

function resultLine(result: JudgedResult): string {
  const { analyte, text, unit, value, comparator, seen, canonicalUnit, interval, flag, state } = result;
  return sentence(
    `  ${analyte} “${text}” ${unit} = ${comparator ?? ""}${value} ${canonicalUnit}`,
    state,
    `flag ${flag}`,
    result.grade !== null && `grade ${result.grade}`,
    seen && "seen",
    result.derived && "derived",
    result.sensitivity !== null && `sensitivity ${result.sensitivity}`,
    intervalText(interval),
    result.reasonCode,
    result.reason,
    result.suggestion !== null && `did you mean ${result.suggestion}`,
  );
}

function kineticsLines(kinetics: CourseKinetics): readonly string[] {
  const { start, until, nadirs, daysNeutropenic } = kinetics;
  const day = (name: string, found: CourseDay | null) =>
    found && `${name} Day ${found.day} ${found.date} ${found.reportId}`;
  return [
    sentence(
      `kinetics ${start} to ${until}`,
      ...nadirs.map((nadir) => day(`${nadir.analyte} ${nadir.comparator ?? ""}${nadir.value}`, nadir)),
      `${daysNeutropenic} days of neutropenia`,
      day("ANC 0.5", kinetics.neutrophilsHalf),
      day("ANC 1.0", kinetics.neutrophilsOne),
      day("PLT 50", kinetics.platelets50),
      day("PLT 100", kinetics.platelets100),
      day("blood cleared", kinetics.bloodBlastsCleared),
      day("marrow cleared", kinetics.marrowCleared),
    ),
  ];
}
