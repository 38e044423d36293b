import { DISEASE_STATUSES, type DiseaseStatus, type StatusProposal } from "@/lib/clinical/disease-status";
import { localDateText, note } from "./primitives";
import { z } from "./schema";

export const statusInput = z
  .strictObject({
    status: z.enum(DISEASE_STATUSES),
    /** Which remission: 1 for CR1. */
    remission: z.int().min(1).max(9).nullable().default(null),
    since: localDateText,
    note: note(500),
  })
  .refine(({ status, remission }) => (status === "remission") === (remission !== null), {
    error: "A remission has a number (CR1, CR2 …), any other status has none.",
    path: ["remission"],
  });
export type StatusInput = z.infer<typeof statusInput>;

export interface StatusAnswer extends DiseaseStatus {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  readonly icd: string;
  /** What the rules proposed when it was set. */
  readonly proposed: StatusProposal | null;
  readonly at: string;
  readonly author: string;
  readonly note: string | null;
}

export interface StatusHistoryAnswer {
  readonly items: readonly StatusAnswer[];
  readonly proposal: StatusProposal | null;
  readonly total: number;
  readonly next: null;
}
