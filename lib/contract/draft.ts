import { DECIMAL_MARKS, type DecimalMark } from "@/lib/clinical/measurement";
import { SPECIMENS } from "@/lib/clinical/record";
import { CORRECTION_REASONS } from "./report";
import { z } from "./schema";

/** Bytes of one draft as JSON; five hundred rows of twenty values take about 220,000. */
export const DRAFT_LIMIT = 256 * 1024;

const KEY = new RegExp(`^(?:patient-([0-9a-zA-Z-]{1,36})|ward)-(?:${SPECIMENS.join("|")})$`);

/** The patient a draft belongs to, null for a ward's; undefined where the key is none. */
export function patientOfDraft(key: string): string | null | undefined {
  const found = KEY.exec(key);
  return found === null ? undefined : (found[1] ?? null);
}

const text = z.string().max(200);

/** As typed: text alone, or with the unit and the confirmation that belong to this cell only. */
export const draftCell = z.union([
  text,
  z.strictObject({
    text,
    unit: z.string().max(60).nullable(),
    confirmed: z.boolean(),
    mark: z.enum(DECIMAL_MARKS).nullable(),
  }),
]);
export type DraftCell = z.infer<typeof draftCell>;

const id = z.string().min(1).max(64);

export const draftRow = z.strictObject({
  id,
  patientId: id,
  /** The version on record that the change was typed over; null for a report that is not recorded yet. */
  base: z.strictObject({ id, version: z.number().int().min(1) }).nullable(),
  /** The key of a save whose outcome is not known: sent again, it creates nothing twice. */
  key: z.string().max(128).nullable(),
  /** By field: "date", "time" or an analyte's code. */
  cells: z.record(z.string().min(1).max(32), draftCell),
});
export type DraftRow = z.infer<typeof draftRow>;

export const draftBody = z.strictObject({
  /** Units chosen for columns, by analyte. */
  units: z.record(z.string().min(1).max(32), z.string().max(60)).default({}),
  rows: z.array(draftRow).max(1000).default([]),
  reason: z.enum(CORRECTION_REASONS).nullable().default(null),
  note: z.string().max(500).default(""),
});
export type DraftBody = z.infer<typeof draftBody>;

export const NO_DRAFT: DraftBody = { units: {}, rows: [], reason: null, note: "" };

export interface DraftAnswer {
  readonly key: string;
  /** 0: nothing was kept under this key yet. */
  readonly version: number;
  readonly updatedAt: string | null;
  readonly body: DraftBody;
  /** What the site's people type as a decimal mark: how the text of a cell is read. */
  readonly decimalMark: DecimalMark;
}
