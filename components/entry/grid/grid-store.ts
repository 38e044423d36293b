import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { EntryPatient } from "@/lib/contract/entry-sheet";
import type { ReportAnswer } from "@/lib/contract/report";
import type { JudgingFacts } from "../report/live-judgement";
import { GridChannels } from "./grid-channels";
import {
  applied,
  columnsOf,
  emptyRow,
  type GridChange,
  type GridContent,
  type GridField,
  type GridRow,
  isMoment,
  isTyped,
} from "./model/grid-model";
import { problemsOf, type Summary, summaryOf } from "./model/grid-summary";
import { type Block, blockOf, type Place } from "./model/moves-model";
import { IDLE, type RowActivity } from "./model/row-activity";
import type { Reading } from "./model/row-draft";
import { type RowView, rowView } from "./model/row-view";
import { done, NOTHING_DONE, redone, type UndoStack, undone, withoutRows } from "./model/undo-model";

export interface GridPerson {
  readonly patient: EntryPatient;
  readonly facts: JudgingFacts;
}

export interface GridOpening {
  readonly content: GridContent;
  readonly people: readonly GridPerson[];
  readonly decimalMark: DecimalMark;
  readonly today: string;
  /** The one patient whose empty rows stand at the end; null on the ward, where every row has its own. */
  readonly patientId: string | null;
  /** Where typing begins. */
  readonly place: Place;
}

/** Empty rows that stand ready at the end of a patient's grid. */
const SPARE_ROWS = 3;

/** A cell that is open: what it was opened with, and how. */
export interface Editing extends Place {
  readonly text: string;
  /** With F2: the arrows walk in its text. */
  readonly opened: boolean;
}

/**
 * The state of one grid. Rows, toolbar and table listen to what concerns them only, so that a key draws one row anew
 * and not five hundred.
 */
export class GridStore extends GridChannels {
  content: GridContent;
  columns: readonly GridField[];
  place: Place;
  anchor: Place;
  editing: Editing | null = null;
  /** What stands in the open cell; read by the draft, drawn by the cell itself. */
  openText: string | null = null;
  /** The column a run of Tabs began in: Enter goes back to it, one row down. */
  tabOrigin: number | null = null;
  allColumns = false;
  /** The keyboard is in the grid: a chosen cell takes the focus. */
  keepsFocus = false;
  /** Counts how often a cell was chosen: the same one chosen again takes the focus again. */
  chosen = 0;
  undoStack: UndoStack = NOTHING_DONE;
  readonly people: Map<string, GridPerson>;
  readonly reading: Omit<Reading, "units" | "specimen">;
  readonly patientId: string | null;

  private readonly activities = new Map<string, RowActivity>();
  private readonly views = new Map<string, { row: GridRow; view: RowView }>();
  private summarized: Summary | null = null;
  private made = 0;

  constructor(opening: GridOpening) {
    super();
    this.people = new Map(opening.people.map((person) => [person.patient.id, person]));
    this.reading = { decimalMark: opening.decimalMark, today: opening.today };
    this.patientId = opening.patientId;
    this.content = opening.content;
    this.columns = columnsOf(this.content, false);
    this.place = opening.place;
    this.anchor = opening.place;
    this.withSpareRows();
  }

  get codes(): readonly AnalyteCode[] {
    return this.columns.filter((field) => !isMoment(field)) as AnalyteCode[];
  }

  get readingNow(): Reading {
    const { specimen, units } = this.content;
    return { ...this.reading, specimen, units };
  }

  get block(): Block {
    return blockOf(this.anchor, this.place);
  }

  rowAt = (index: number): GridRow | undefined => this.content.rows[index];
  rowById = (id: string): GridRow | undefined => this.content.rows.find((row) => row.id === id);
  activityOf = (id: string): RowActivity => this.activities.get(id) ?? IDLE;

  viewOf(row: GridRow): RowView {
    const known = this.views.get(row.id);
    if (known?.row === row) return known.view;
    const person = this.people.get(row.patientId);
    if (person === undefined) throw new Error("A row of the grid has no patient.");
    const view = rowView(row, this.codes, this.readingNow, person.facts, this.activityOf(row.id).refusals);
    this.views.set(row.id, { row, view });
    return view;
  }

  get summary(): Summary {
    this.summarized ??= summaryOf(
      this.content.rows.map((row) => ({ row, view: this.viewOf(row), activity: this.activityOf(row.id) })),
    );
    return this.summarized;
  }

  get problems(): readonly Place[] {
    return problemsOf(
      this.content.rows.map((row) => ({ row, view: this.viewOf(row), activity: this.activityOf(row.id) })),
      this.columns,
    );
  }

  /** Does something that can be undone as a whole. */
  act(changes: readonly GridChange[]): void {
    if (changes.length === 0) return;
    this.undoStack = done(this.undoStack, changes);
    this.apply(changes, "on");
  }

  undo(): Place | null {
    const back = undone(this.undoStack);
    if (back === null) return null;
    this.undoStack = back.stack;
    this.apply(back.step, "back");
    return this.placeOf(back.step);
  }

  redo(): Place | null {
    const again = redone(this.undoStack);
    if (again === null) return null;
    this.undoStack = again.stack;
    this.apply(again.step, "on");
    return this.placeOf(again.step);
  }

  /** Where the first cell of some changes stands; null where it is not on the grid. */
  placeOf(step: readonly GridChange[]): Place | null {
    const change = step.find((one) => one.kind === "cell");
    if (change === undefined) return null;
    const row = this.content.rows.findIndex(({ id }) => id === change.rowId);
    const column = this.columns.indexOf(change.field);
    return row < 0 || column < 0 ? null : { row, column };
  }

  private apply(changes: readonly GridChange[], direction: "on" | "back"): void {
    const cells = changes.filter((change) => change.kind === "cell");
    for (const { rowId, field } of cells) this.mend(rowId, field);
    this.replace(applied(this.content, changes, direction), new Set(cells.map(({ rowId }) => rowId)));
  }

  /** What the server refused at this cell is being changed, and what was just saved there is old. */
  private mend(rowId: string, field: GridField): void {
    const activity = this.activityOf(rowId);
    const { [field]: _, ...refusals } = activity.refusals;
    this.activities.set(rowId, { ...activity, refusals, problem: null, saved: [] });
  }

  /** Puts new content in its place and tells whoever shows what differs. */
  replace(content: GridContent, touched: ReadonlySet<string>): void {
    const units = content.units !== this.content.units;
    const count = this.content.rows.length;
    this.content = content;
    this.withSpareRows();
    const columns = columnsOf(this.content, this.allColumns);
    const reshaped = columns.join() !== this.columns.join();
    if (reshaped) this.moveTo(columns);
    if (units || reshaped) this.views.clear();
    this.summarized = null;
    const rows = units || reshaped ? this.content.rows.map(({ id }) => id) : [...touched];
    const shape = units || reshaped || count !== this.content.rows.length ? (["shape"] as const) : [];
    this.tell("sheet", "typed", ...shape, ...rows.map((id) => `row ${id}` as const));
  }

  /** The same cells stay chosen when columns come or go. */
  private moveTo(columns: readonly GridField[]): void {
    const at = ({ row, column }: Place): Place => ({
      row,
      column: Math.max(0, columns.indexOf(this.columns[column] ?? "date")),
    });
    this.place = at(this.place);
    this.anchor = at(this.anchor);
    if (this.editing !== null) this.editing = { ...this.editing, ...at(this.editing) };
    this.columns = columns;
  }

  private withSpareRows(): void {
    if (this.patientId === null) return;
    const { rows } = this.content;
    const last = rows.findLastIndex((row) => isTyped(row) || row.report !== null);
    const missing = SPARE_ROWS - (rows.length - 1 - last);
    if (missing > 0) this.content = { ...this.content, rows: [...rows, ...this.newRows(missing)] };
  }

  newRows(count: number): GridRow[] {
    const { patientId } = this;
    return patientId === null ? [] : Array.from({ length: count }, () => emptyRow(this.newId(), patientId));
  }

  newId(): string {
    const taken = new Set(this.content.rows.map(({ id }) => id));
    do this.made += 1;
    while (taken.has(`new-${this.made}`));
    return `new-${this.made}`;
  }

  addRows(rows: readonly GridRow[]): void {
    this.replace({ ...this.content, rows: [...this.content.rows, ...rows] }, new Set());
  }

  showAll(all: boolean): void {
    this.allColumns = all;
    this.replace(this.content, new Set());
  }

  choose(place: Place, extend = false): void {
    const before = this.block;
    this.chosen += 1;
    this.place = place;
    if (!extend) this.anchor = place;
    this.redraw(before);
  }

  edit(editing: Editing | null): void {
    const before = this.block;
    this.editing = editing;
    this.openText = editing?.text ?? null;
    this.redraw(before);
  }

  /** Told on every key in the open cell; nothing is drawn by it but the cell itself. */
  typing(text: string): void {
    this.openText = text;
    this.tell("typed");
  }

  private redraw(before: Block): void {
    const now = this.block;
    const [from, to] = [Math.min(before.top, now.top), Math.max(before.bottom, now.bottom)];
    const rows = this.content.rows.slice(from, to + 1).map(({ id }) => `row ${id}` as const);
    this.tell("sheet", ...rows);
  }

  /** Changes what is known of a row's way to the server. */
  setActivity(id: string, change: Partial<RowActivity>): void {
    this.activities.set(id, { ...this.activityOf(id), ...change });
    this.views.delete(id);
    this.summarized = null;
    this.tell("sheet", `row ${id}`);
  }

  setRow(id: string, change: Partial<GridRow>): void {
    const rows = this.content.rows.map((row) => (row.id === id ? { ...row, ...change } : row));
    this.replace({ ...this.content, rows }, new Set([id]));
  }

  /** What the server has is on record: the row stands on it. */
  recorded(id: string, report: ReportAnswer, facts: (old: JudgingFacts) => JudgingFacts): void {
    const row = this.rowById(id);
    if (row === undefined) return;
    const person = this.people.get(row.patientId);
    if (person) this.people.set(row.patientId, { ...person, facts: facts(person.facts) });
    const saved = Object.keys(row.cells) as GridField[];
    this.activities.set(id, { ...IDLE, saved });
    this.undoStack = withoutRows(this.undoStack, new Set([id]));
    const rows = this.content.rows.map((one) =>
      one.id === id ? { ...one, report, cells: {}, key: null, stale: false } : one,
    );
    this.replace({ ...this.content, rows }, new Set([id]));
  }

  /** What is still typed is judged beside what was saved; once for a whole save, not once for each of its rows. */
  judgeAnew(): void {
    const typed = this.content.rows.filter(isTyped);
    for (const { id } of typed) this.views.delete(id);
    this.replace(this.content, new Set(typed.map(({ id }) => id)));
  }
}
