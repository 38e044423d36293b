import type { LocalDate } from "../../branded";
import type { Clause } from "../assessment";
import { addDays } from "../calendar";
import type { KnownRecord } from "../judging/known-record";
import type { ExtramedullaryAnswer, ExtramedullaryFinding } from "../record";
import type { Answer } from "../truth";
import { clause } from "./clauses";

const SEVERITY: readonly ExtramedullaryAnswer[] = ["not-assessed", "absent", "suspected", "present"];

/**
 * What is known of extramedullary disease for a marrow: the latest dated assessment up to seven days after it (the
 * worse of one date) and every undated one, the worst of them. Findings after the as-of are not known yet.
 */
export function extramedullaryAt(known: KnownRecord, marrowDate: LocalDate): ExtramedullaryAnswer {
  const { record, asOf, policy } = known;
  if (record.extramedullary.length === 0) return "not-assessed";
  const last = addDays(marrowDate, policy.extramedullaryDays);
  let latest: ExtramedullaryFinding | null = null;
  let worst: ExtramedullaryAnswer = "not-assessed";
  for (const finding of record.extramedullary) {
    if (finding.on === null) {
      worst = worse(worst, finding.finding);
    } else if (finding.on <= last && finding.on <= asOf.date && finding.finding !== "not-assessed") {
      // "Not assessed" on a later date does not take back what was seen before.
      if (latest === null || latest.on === null || finding.on > latest.on) latest = finding;
      else if (finding.on === latest.on && worse(latest.finding, finding.finding) !== latest.finding) {
        latest = finding;
      }
    }
  }
  return latest ? worse(worst, latest.finding) : worst;
}

function worse(a: ExtramedullaryAnswer, b: ExtramedullaryAnswer): ExtramedullaryAnswer {
  return SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b;
}

const ANSWER: Readonly<Record<ExtramedullaryAnswer, Answer>> = {
  present: "not-met",
  suspected: "unknown",
  absent: "met",
  "not-assessed": "met",
};

const REASON: Readonly<Record<ExtramedullaryAnswer, string | null>> = {
  present: "Extramedullary disease is present.",
  suspected: "Extramedullary disease is suspected.",
  absent: null,
  "not-assessed": "Not assessed: allowed.",
};

/** No extramedullary disease at the time of a marrow. */
export function extramedullaryClause(known: KnownRecord, marrowDate: LocalDate): Clause {
  const finding = extramedullaryAt(known, marrowDate);
  return clause("extramedullary", "Extramedullary disease", ANSWER[finding], {
    value: finding,
    limit: "absent",
    reason: REASON[finding],
  });
}
