import type { ApiProblem } from "@/components/api/api-problem";
import type { ReportAnswer } from "@/lib/contract/report";
import type { GridField } from "./grid-model";
import type { Refusals } from "./row-draft";

/** Where a row stands on its way to the server. */
export interface RowActivity {
  readonly saving: boolean;
  /** Why the last attempt to save it failed. */
  readonly problem: ApiProblem | null;
  /** Cells the server refused. */
  readonly refusals: Refusals;
  /** What a colleague saved meanwhile; the row's own report is what it was typed over. */
  readonly theirs: ReportAnswer | null;
  /** Cells that were just saved. */
  readonly saved: readonly GridField[];
  /** Whose version was taken over from elsewhere, and when, while the grid was open. */
  readonly elsewhere: { readonly name: string; readonly time: string } | null;
  /** Who else is editing it now. */
  readonly here: string | null;
}

export const IDLE: RowActivity = {
  saving: false,
  problem: null,
  refusals: {},
  theirs: null,
  saved: [],
  elsewhere: null,
  here: null,
};
