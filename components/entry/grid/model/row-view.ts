import type { AnalyteCode } from "@/lib/clinical/analytes";
import { acceptUnit } from "@/lib/clinical/analytes";
import type { Flag } from "@/lib/clinical/assessment";
import type { ResultAnswer } from "@/lib/contract/report";
import { showDate, showInterval, showNumber, showUnit } from "@/lib/display";
import { typedDate, typedTime } from "../../form/typed-date";
import { type JudgingFacts, type LiveValue, liveJudgement } from "../../report/live-judgement";
import { emptyReport, type ReportDraft } from "../../report/report-draft";
import {
  columnUnit,
  type GridField,
  type GridRow,
  isMoment,
  isTyped,
  recordedCell,
  type TypedCell,
} from "./grid-model";
import { draftOfRow, type Reading, type Refusal, type Refusals } from "./row-draft";
import { inSiteMark } from "./typed-value";

/**
 * empty      nothing
 * fine       a value that can be used, or a moment
 * missing    no value, with its reason
 * computed   not typed: the core computes it from the others
 * warning    unusual; its number is not used until somebody confirms it
 * confirmed  unusual, and confirmed
 * refused    impossible or unreadable; the row is not saved with it
 * unused     on record and never used: set aside, or of another specimen
 */
export type CellState =
  | "empty"
  | "fine"
  | "missing"
  | "computed"
  | "warning"
  | "confirmed"
  | "refused"
  | "unused";

export interface CellView {
  readonly shown: string;
  /** As print writes it, where it is not the column's. */
  readonly unit: string | null;
  readonly state: CellState;
  /** Typed and not on record. */
  readonly typed: boolean;
  readonly flag: Flag | null;
  readonly reason: string | null;
  /** What would fit, taken by one key; in the site's writing. */
  readonly suggestion: string | null;
  /** What is on record under a typed cell: "12.4 g/dL". */
  readonly recorded: string | null;
  readonly converted: string | null;
  readonly interval: { readonly text: string; readonly source: string } | null;
}

export interface RowView {
  readonly cells: Readonly<Partial<Record<GridField, CellView>>>;
  readonly draft: ReportDraft;
  /** Typed cells that stop the row from being saved, and those that ask, in the order of the paper. */
  readonly refused: readonly GridField[];
  readonly asking: readonly GridField[];
  /** Remarks about the report as a whole: the differential's sum, a jump of the MCV. */
  readonly notes: readonly string[];
  /** There is something to save. */
  readonly changed: boolean;
}

const NOTHING: CellView = {
  shown: "",
  unit: null,
  state: "empty",
  typed: false,
  flag: null,
  reason: null,
  suggestion: null,
  recorded: null,
  converted: null,
  interval: null,
};

const RECORDED_STATES = {
  ok: "fine",
  missing: "missing",
  unconfirmed: "warning",
  "set-aside": "unused",
  mismatch: "unused",
} as const;

const LIVE_STATES = {
  empty: "empty",
  fine: "fine",
  missing: "missing",
  confirm: "warning",
  confirmed: "confirmed",
  refused: "refused",
} as const satisfies Record<LiveValue["state"], CellState>;

/** Another unit than the column's stands beside its number; the same one under another spelling does not. */
function foreignUnit(code: AnalyteCode, unit: string | null, reading: Reading): string | null {
  if (unit === null || unit === "") return null;
  const column = columnUnit(reading.units, code);
  return unit === column || acceptUnit(code, unit)?.unit === column ? null : showUnit(unit);
}

function recordedView(result: ResultAnswer, code: AnalyteCode, reading: Reading): CellView {
  const text = result.interval === null ? "" : showInterval(result.interval);
  return {
    ...NOTHING,
    shown: result.derived && result.value !== null ? showNumber(result.value) : result.text.trim(),
    unit: result.value === null ? null : foreignUnit(code, result.unit, reading),
    state: result.derived ? "computed" : RECORDED_STATES[result.state],
    flag: result.flag,
    reason: result.reason,
    interval: result.interval === null || text === "" ? null : { text, source: result.interval.source },
  };
}

function momentView(row: GridRow, field: "date" | "time", draft: ReportDraft, refusal: Refusal | undefined) {
  const cell = row.cells[field];
  const text = cell?.text.trim() ?? recordedCell(row, field)?.text ?? "";
  const read = field === "date" ? typedDate(text) : typedTime(text);
  const value = !read.ok ? null : "date" in read ? read.date : read.time;
  const usual = field === "date" && text === "" ? draft.date : "";
  const shown =
    value === null ? text || (usual && showDate(usual)) : field === "date" ? showDate(value) : value;
  const before = cell === undefined ? undefined : recordedCell(row, field)?.text;
  return {
    ...NOTHING,
    shown,
    typed: cell !== undefined,
    state: refusal ? "refused" : shown === "" ? "empty" : "fine",
    reason: refusal?.reason ?? null,
    recorded: before === undefined ? null : field === "date" ? showDate(before) : before || "no time",
  } satisfies CellView;
}

function typedView(
  cell: TypedCell,
  code: AnalyteCode,
  live: LiveValue | undefined,
  refusal: Refusal | undefined,
  row: GridRow,
  reading: Reading,
): CellView {
  const recorded = recordedCell(row, code);
  const { decimalMark } = reading;
  const suggestion = refusal === undefined ? (live?.suggestion?.text ?? null) : refusal.suggestion;
  return {
    ...NOTHING,
    shown: cell.text.trim(),
    unit: foreignUnit(code, cell.unit, reading),
    typed: true,
    state: refusal ? "refused" : LIVE_STATES[live?.state ?? "empty"],
    flag: refusal ? null : (live?.flag ?? null),
    reason: refusal?.reason ?? live?.reason ?? null,
    suggestion: suggestion === null ? null : inSiteMark(suggestion, decimalMark),
    recorded: recorded === undefined ? null : `${recorded.text} ${showUnit(recorded.unit)}`.trim(),
    converted: live?.converted ?? null,
    interval: live?.interval ?? null,
  };
}

/**
 * A row as it is drawn: what is on record as the server judged it; where something is typed, the whole report judged
 * anew by the core the server uses. `refused` are refusals of the server, which stand until their cell is changed.
 */
export function rowView(
  row: GridRow,
  codes: readonly AnalyteCode[],
  reading: Reading,
  facts: JudgingFacts,
  refused: Refusals = {},
): RowView {
  if (!isTyped(row)) return untypedView(row, reading);
  const made = draftOfRow(row, reading);
  const { draft } = made;
  const refusals: Refusals = { ...refused, ...made.refusals };
  const live = liveJudgement(draft, codes, facts, row.report?.id);
  const cells: Partial<Record<GridField, CellView>> = {
    date: momentView(row, "date", draft, refusals.date),
    time: momentView(row, "time", draft, refusals.time),
  };
  for (const code of codes) {
    const cell = row.cells[code];
    const value = live.values[code];
    const onRecord = row.report?.results.find(({ analyte, derived }) => analyte === code && !derived);
    if (cell !== undefined) cells[code] = typedView(cell, code, value, refusals[code], row, reading);
    else if (onRecord !== undefined) {
      const view = recordedView(onRecord, code, reading);
      cells[code] = view.state === "fine" ? { ...view, flag: value?.flag ?? null } : view;
    } else if (value?.computed) {
      cells[code] = {
        ...NOTHING,
        shown: value.computed,
        state: "computed",
        flag: value.flag,
        reason: value.reason,
        interval: value.interval,
      };
    } else cells[code] = { ...NOTHING, interval: value?.interval ?? null };
  }
  const fields: readonly GridField[] = ["date", "time", ...codes];
  const changed = fields.some((field) => !isMoment(field) && row.cells[field] !== undefined);
  return {
    cells,
    draft,
    refused: fields.filter((field) => cells[field]?.state === "refused"),
    asking: fields.filter((field) => cells[field]?.typed && cells[field]?.state === "warning"),
    notes: live.notes,
    changed: changed || row.report !== null,
  };
}

function untypedView(row: GridRow, reading: Reading): RowView {
  const draft = emptyReport(reading.specimen, row.usualDate);
  const cells: Partial<Record<GridField, CellView>> = {
    date: momentView(row, "date", draft, undefined),
    time: momentView(row, "time", draft, undefined),
  };
  const results = row.report?.results ?? [];
  for (const result of results) {
    const code = result.analyte as AnalyteCode;
    if (result.derived && results.some(({ analyte, derived }) => analyte === code && !derived)) continue;
    cells[code] = recordedView(result, code, reading);
  }
  return { cells, draft, refused: [], asking: [], notes: [], changed: false };
}
