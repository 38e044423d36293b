import type { DefinitionAnswer } from "../assessment";
import type { KnownRecord } from "../judging/known-record";
import type { ResponseEvidence } from "./seed-remission";

/** A named professional definition of response; adding one is one file and one line of the registry. */
export interface CriteriaSet {
  /** Key in an assessment's `definitions`. */
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** Every verdict it can give. */
  readonly verdicts: readonly string[];
  /** Its verdict on the governing marrow and its count; null evidence is no usable marrow after the baseline. */
  answer(known: KnownRecord, evidence: ResponseEvidence | null): Omit<DefinitionAnswer, "source">;
}
