import type {
  ImportCommit,
  ImportCounts,
  ImportPatientAnswer,
  ImportRevert,
  UnmappedCode,
} from "@/lib/contract/import";
import type { RowPage } from "./row-pages";

/** `Import.outcome`: what an import did, as JSON; its rows lie beside it, packed. */
export interface CommittedImport {
  /** `Import.version` that this outcome made; a later one has been answered since. */
  readonly version: number;
  readonly counts: ImportCounts;
  readonly patients: readonly ImportPatientAnswer[];
  readonly pages: readonly RowPage[];
  readonly commits: readonly ImportCommit[];
  readonly waiting: {
    readonly rows: number;
    /** Patients nobody has named, by the file's own key. */
    readonly patients: readonly { readonly key: string; readonly rows: number }[];
    readonly codes: readonly UnmappedCode[];
  };
  readonly reverted: ImportRevert | null;
}

export const committedOf = (outcome: string): CommittedImport => JSON.parse(outcome) as CommittedImport;
