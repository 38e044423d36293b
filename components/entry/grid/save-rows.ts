import { patch, post, type Sent } from "@/components/api/client";
import type { CorrectionInput, ReportAnswer, ReportInput } from "@/lib/contract/report";
import type { FieldProblem } from "@/lib/errors";
import type { Body } from "../form/request-draft";
import {
  type BecauseDraft,
  becauseBody,
  correctionBody,
  mergedOver,
  reportNow,
} from "../report/correction-draft";
import { draftVersion, type JudgingFacts } from "../report/live-judgement";
import { namedFields, reportBody } from "../report/report-body";
import type { GridStore } from "./grid-store";
import type { GridField, GridRow } from "./model/grid-model";
import { isSound } from "./model/grid-summary";
import { draftOfRow, type Refusals } from "./model/row-draft";

export interface SaveOutcome {
  readonly saved: number;
  /** Why nothing could be corrected: the reason that is missing. */
  readonly because: readonly FieldProblem[];
}

interface Way {
  /** The person has said stop: what is saved stays saved. */
  readonly stopped: () => boolean;
  readonly progressed: (done: number, of: number) => void;
}

/**
 * Saves every sound row, one report after the other; a refused cell keeps its own row back and no other. Rows are
 * saved when somebody says so and not by leaving them: a report on record is corrected with a reason, and a half-typed
 * row left for a moment would need one for each value that follows. Until then the draft keeps them.
 */
export async function saveRows(store: GridStore, because: BecauseDraft, way: Way): Promise<SaveOutcome> {
  const sound = store.content.rows.filter((row) =>
    isSound({ row, view: store.viewOf(row), activity: store.activityOf(row.id) }),
  );
  const why = becauseBody(because);
  let saved = 0;
  for (const [at, { id }] of sound.entries()) {
    if (way.stopped()) break;
    way.progressed(at, sound.length);
    const row = store.rowById(id);
    if (row === undefined || (row.report !== null && !why.ok)) continue;
    const { draft } = store.viewOf(row);
    const done =
      row.report === null
        ? await send(store, row, reportBody(draft), (body, key) =>
            post<ReportAnswer>(`patients/${row.patientId}/reports`, body, { idempotencyKey: key }),
          )
        : await correct(store, row, row.report, correctionBody(row.report, draft, because));
    if (done) saved += 1;
  }
  if (saved > 0) store.judgeAnew();
  const corrects = sound.some(({ report }) => report !== null);
  return { saved, because: corrects && !why.ok ? why.fields : [] };
}

const correct = (store: GridStore, row: GridRow, onto: ReportAnswer, body: Body<CorrectionInput>) =>
  send(store, row, body, (made, key) =>
    patch<ReportAnswer>(`reports/${onto.id}`, made, { version: onto.version, idempotencyKey: key }),
  );

/** My cells over what a colleague saved meanwhile; what I did not touch stays as they left it. */
export async function saveOverTheirs(
  store: GridStore,
  row: GridRow,
  original: ReportAnswer,
  because: BecauseDraft,
): Promise<readonly FieldProblem[]> {
  const { theirs } = store.activityOf(row.id);
  const why = becauseBody(because);
  if (theirs === null) return [];
  if (!why.ok) return why.fields;
  const merged = mergedOver(theirs, original, mineOver(store, row, original));
  const body = correctionBody(theirs, merged, because);
  // Both changed it to the same: theirs says what mine would.
  const same = !body.ok && body.fields.every(({ code }) => code === "unchanged");
  if (same) keepTheirs(store, row);
  else await correct(store, row, theirs, body);
  return [];
}

/** My cells over the version they were typed over, which after a reload is not the one the page shows. */
export const mineOver = (store: GridStore, row: GridRow, original: ReportAnswer) =>
  draftOfRow({ ...row, report: original }, store.readingNow).draft;

/** Gives up my cells of a row; it shows what a colleague saved. */
export function keepTheirs(store: GridStore, row: GridRow): void {
  const { theirs } = store.activityOf(row.id);
  if (theirs !== null) store.recorded(row.id, theirs, (facts) => facts);
}

async function send<T extends ReportInput | CorrectionInput>(
  store: GridStore,
  row: GridRow,
  made: Body<T>,
  request: (body: T, key: string) => Promise<Sent<ReportAnswer>>,
): Promise<boolean> {
  if (!made.ok) {
    store.setActivity(row.id, { refusals: refusalsOf(made.fields) });
    return false;
  }
  const key = row.key ?? crypto.randomUUID();
  store.setRow(row.id, { key });
  store.setActivity(row.id, { saving: true, problem: null });
  const { draft } = store.viewOf(row);
  const sent = await request(made.body, key);
  if (sent.ok) {
    store.recorded(row.id, sent.value, (facts) => withReport(facts, sent.value, draft));
    return true;
  }
  const { problem } = sent;
  if (problem.nothingWritten) store.setRow(row.id, { key: null });
  const fields = namedFields(problem.fields, made.body.results);
  store.setActivity(row.id, {
    saving: false,
    problem,
    refusals: refusalsOf(fields),
    theirs: problem.code === "conflict" ? reportNow(problem.current) : null,
  });
  return false;
}

/** A refusal of the server at the cell it belongs to; of the date where it belongs to the report. */
function refusalsOf(fields: readonly FieldProblem[]): Refusals {
  const refusals: Partial<Record<GridField, { reason: string; suggestion: string | null }>> = {};
  for (const { path, message, suggestion } of fields) {
    const field = /^results\.([A-Z_]+)/.exec(path)?.[1] ?? (path === "time" ? "time" : "date");
    const fits = path.endsWith(".unit") ? null : (suggestion ?? null);
    refusals[field as GridField] = { reason: message, suggestion: fits };
  }
  return refusals;
}

/** What was saved is part of the record that the next value is judged beside. */
function withReport(
  facts: JudgingFacts,
  answer: ReportAnswer,
  draft: Parameters<typeof draftVersion>[0],
): JudgingFacts {
  const others = facts.record.reports.filter(({ reportId }) => reportId !== answer.id);
  const version = { ...draftVersion(draft, facts, answer.id), version: answer.version };
  return { ...facts, record: { ...facts.record, reports: [...others, version] } };
}
