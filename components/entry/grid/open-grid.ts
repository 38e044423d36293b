import type { Policy } from "@/lib/clinical/policy";
import type { Specimen } from "@/lib/clinical/record";
import type { DraftAnswer } from "@/lib/contract/draft";
import type { EntrySheet } from "@/lib/contract/entry-sheet";
import type { GridOpening, GridPerson } from "./grid-store";
import { type OpenedGrid, openedGrid } from "./model/grid-draft";
import { isTyped } from "./model/grid-model";

/** What a page gives its grid. */
export interface GridSource {
  readonly specimen: Specimen;
  readonly sheets: readonly EntrySheet[];
  readonly draft: DraftAnswer;
  readonly policy: Policy;
  /** Date at the site, and the moment of the server's clock the page was made at. */
  readonly today: string;
  readonly now: string;
  /** The one patient of a patient's page; null on the ward. */
  readonly patientId: string | null;
  /** How far the page knows what happens elsewhere, and the clock its moments are written in. */
  readonly since: string;
  readonly timeZone: string;
}

export function personOf(
  { patient, record }: Pick<EntrySheet, "patient" | "record">,
  { policy, today, now }: Pick<GridSource, "policy" | "today" | "now">,
): GridPerson {
  return { patient, facts: { record, policy, today, now } };
}

/** The grid of a page, with the draft over what is on record, and where typing begins. */
export function openGrid(source: GridSource): { readonly opening: GridOpening; readonly opened: OpenedGrid } {
  const { specimen, sheets, draft, today, patientId } = source;
  const ward = patientId === null;
  const opened = openedGrid({ specimen, sheets, usualDate: ward ? today : "", oneEach: ward }, draft.body);
  const { rows } = opened.content;
  const first = rows.findIndex((row) => row.report === null && !isTyped(row));
  // On the ward the date is today and the time is often not known: typing begins with the first value.
  const place = ward
    ? { row: Math.max(0, first), column: 2 }
    : { row: first < 0 ? rows.length : first, column: 0 };
  return {
    opened,
    opening: {
      content: opened.content,
      people: sheets.map((sheet) => personOf(sheet, source)),
      decimalMark: draft.decimalMark,
      today,
      patientId,
      place,
    },
  };
}
