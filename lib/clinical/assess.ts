import type { AsOf, Assessment, DefinitionAnswer } from "./assessment";
import { daysBetween } from "./calendar";
import { inductionClocks } from "./course";
import { knownRecord } from "./judging/known-record";
import { courseMilestones, NO_INDUCTION } from "./milestone";
import type { Policy } from "./policy";
import type { PatientRecord } from "./record";
import { CRITERIA_SETS } from "./response/registry";
import { remissionOf, responseEvidence } from "./response/seed-remission";

/** Everything the product says about one patient's response, as of a moment and by a policy. */
export function assess(record: PatientRecord, asOf: AsOf, policy: Policy): Assessment {
  const known = knownRecord(record, asOf, policy);
  const evidence = responseEvidence(known);
  const courses = courseMilestones(known);
  const dayOne = inductionClocks(record.courses, policy)[0]?.dayOne;
  const definitions: Record<string, DefinitionAnswer> = {};
  for (const set of CRITERIA_SETS)
    definitions[set.id] = { ...set.answer(known, evidence), source: set.source };
  return {
    asOf,
    policy: { id: policy.id, version: policy.version },
    elapsed: dayOne && dayOne <= asOf.date ? daysBetween(dayOne, asOf.date) : null,
    remission: remissionOf(known, evidence),
    milestone: courses[0]?.milestone ?? NO_INDUCTION,
    courses,
    definitions,
  };
}
