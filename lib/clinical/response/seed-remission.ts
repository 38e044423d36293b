import { ANALYTES } from "../analytes";
import type { Clause, Note, Pairing, RemissionAssessment, RemissionVerdict } from "../assessment";
import { addDays } from "../calendar";
import { intervalChoice } from "../judge";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import { note } from "../notes";
import { type CountPairing, pairedCount } from "../pairing";
import { type Answer, allOf } from "../truth";
import { blastsClause, bloodBlastsClause, clause, countClause } from "./clauses";
import { extramedullaryClause } from "./extramedullary";
import { byDate, type GoverningMarrow, governing, responseMarrows } from "./governing-marrow";
import { possibleRecurrence } from "./possible-recurrence";
import {
  clauseNotes,
  countNotes,
  marrowNotes,
  otherAnalytes,
  unusedNotes,
  withoutRepeats,
} from "./remission-notes";

/** What a response is judged by: the governing marrow and its paired count. */
export interface ResponseEvidence {
  readonly governing: GoverningMarrow;
  readonly pairing: CountPairing;
}

/** Treatment has started by the as-of. */
export function hasStarted({ firstStart, asOf }: KnownRecord): boolean {
  return firstStart !== null && firstStart <= asOf.date;
}

/** The latest usable marrow after the baseline with its count; null where there is none. */
export function responseEvidence(known: KnownRecord): ResponseEvidence | null {
  const latest = hasStarted(known) ? byDate(responseMarrows(known)).at(-1) : undefined;
  return latest ? evidenceOf(known, latest) : null;
}

function evidenceOf(known: KnownRecord, group: readonly ReadReport[]): ResponseEvidence | null {
  const marrow = governing(known, group);
  return marrow && { governing: marrow, pairing: pairedCount(known, marrow.deciding) };
}

/** The remission criterion for the latest usable marrow, clause by clause. */
export function remissionOf(known: KnownRecord, evidence: ResponseEvidence | null): RemissionAssessment {
  if (!hasStarted(known)) {
    const missing = known.firstStart === null ? "a course of treatment" : "the start of treatment";
    return {
      verdict: "not-applicable",
      clauses: [],
      missing: [missing],
      notes: [],
      pairing: null,
      lostOn: null,
    };
  }
  if (evidence === null) {
    const notes: readonly Note[] = [note("NO_MARROW"), ...unusedSince(known), ...baselineNotes(known)];
    const unknown = clause("marrow-blasts", "Marrow blasts", "unknown", {
      limit: `≤ ${known.policy.marrowBlasts.value} %`,
      reason: "No usable marrow after the start of treatment.",
    });
    return {
      verdict: "indeterminate",
      clauses: [unknown],
      missing: ["a usable marrow after the start of treatment"],
      notes: withoutRepeats(notes),
      pairing: null,
      lostOn: null,
    };
  }
  const { governing: marrow, pairing } = evidence;
  const clauses = remissionClauses(known, marrow.deciding, pairing);
  const verdict = verdictOf(clauses);
  const recurrence = possibleRecurrence(known, marrow, clauses, (group) => isMet(known, group));
  const notes = [
    ...marrowNotes(known, marrow),
    ...countNotes(known, marrow.deciding, pairing),
    ...clauseNotes(clauses),
    ...discordanceNotes(known, clauses, pairing),
    ...unusedAround(known, marrow.date),
    ...(recurrence?.notes ?? []),
  ];
  return {
    verdict,
    clauses,
    missing: clauses.filter(({ answer }) => answer === "unknown").map(missingWords),
    notes: withoutRepeats(notes),
    pairing: pairingOf(marrow, pairing),
    lostOn: recurrence?.lostOn ?? null,
  };
}

/** The four conditions for one marrow and the count paired with it. */
export function remissionClauses(
  known: KnownRecord,
  marrow: ReadReport,
  pairing: CountPairing,
): readonly Clause[] {
  return [
    blastsClause(known, marrow),
    ...countClauses(known, pairing.count),
    bloodBlastsClause(pairing.count),
    extramedullaryClause(known, marrow.report.collected.date),
  ];
}

function countClauses(known: KnownRecord, count: ReadReport | null): readonly Clause[] {
  if (count === null) {
    const days = known.policy.pairingDays.value;
    const reason = `No usable count within ${days} days of the marrow.`;
    return [clause("count", "Blood count", "unknown", { reason })];
  }
  const core = known.policy.coreAnalytes.value;
  const others = known.policy.strictness === "full" ? otherAnalytes(count, core) : [];
  const withInterval = others.filter((code) => {
    const reading = count.reading(code);
    const choice = reading && intervalChoice(known, count, reading);
    return choice && (choice.candidates.length > 0 || choice.sexNeeded);
  });
  return [...core, ...withInterval].map((code) => countClause(known, count, code));
}

function verdictOf(clauses: readonly Clause[]): RemissionVerdict {
  const answer = allOf(clauses.map((each) => each.answer));
  return answer === "unknown" ? "indeterminate" : answer;
}

function isMet(known: KnownRecord, group: readonly ReadReport[]): boolean {
  const evidence = evidenceOf(known, group);
  if (!evidence) return false;
  return verdictOf(remissionClauses(known, evidence.governing.deciding, evidence.pairing)) === "met";
}

/** Counts in the window that would answer the clauses about blood differently. */
function discordanceNotes(known: KnownRecord, clauses: readonly Clause[], { others }: CountPairing): Note[] {
  const ofBlood = ({ id }: Clause) => id.startsWith("count") || id === "blood-blasts";
  const answer = allOf(clauses.filter(ofBlood).map((each) => each.answer));
  return others.flatMap((other) => {
    const answers: Answer[] = countClauses(known, other).map((each) => each.answer);
    const differs = allOf([...answers, bloodBlastsClause(other).answer]) !== answer;
    const { reportId, collected } = other.report;
    return differs ? [note("DISCORDANT_CBC", reportId, `The count of ${collected.date}.`)] : [];
  });
}

function unusedAround(known: KnownRecord, date: GoverningMarrow["date"]): Note[] {
  const days = known.policy.pairingDays.value;
  const near = unusedNotes(known, addDays(date, -days), addDays(date, days), ["blood", "marrow"]);
  return [...near, ...unusedNotes(known, addDays(date, days + 1), known.asOf.date, ["marrow"])];
}

function unusedSince(known: KnownRecord): Note[] {
  const { firstStart, asOf } = known;
  return firstStart === null ? [] : unusedNotes(known, addDays(firstStart, 1), asOf.date, ["marrow"]);
}

function baselineNotes(known: KnownRecord): Note[] {
  const { firstStart, marrows } = known;
  const baseline = marrows.filter(({ report }) => firstStart !== null && report.collected.date <= firstStart);
  return baseline.map(({ report }) => note("BASELINE_MARROW", report.reportId));
}

function missingWords({ id, label, reason }: Clause): string {
  if (id === "count") return "a usable blood count within the pairing window";
  const known = id.slice("count-".length);
  const name =
    id.startsWith("count-") && known in ANALYTES ? ANALYTES[known as keyof typeof ANALYTES].name : label;
  return reason === null ? name : `${name}: ${reason}`;
}

function pairingOf({ deciding }: GoverningMarrow, { count, gapDays }: CountPairing): Pairing {
  return {
    marrowId: deciding.report.reportId,
    marrowCollected: deciding.report.collected,
    countId: count?.report.reportId ?? null,
    countCollected: count?.report.collected ?? null,
    gapDays,
  };
}
