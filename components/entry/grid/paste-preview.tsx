"use client";

import { useEffect, useId, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { ANALYTE_CODES, ANALYTES, isAnalyteCode } from "@/lib/clinical/analytes";
import { showCount } from "@/lib/display";
import { IGNORED_COLUMN, type ImportQuestion, type ReadingAnswers } from "@/lib/imports/import-format";
import { readPaste } from "@/lib/imports/spreadsheet-paste";
import { pasteGround } from "./grid-acts";
import { fieldLabel } from "./grid-row";
import type { GridStore } from "./grid-store";
import type { GridField } from "./model/grid-model";
import { type PastePlan, type PlannedCell, planPaste } from "./model/paste-plan";

const SHOWN_ROWS = 60;

const CELL: Record<PlannedCell["outcome"], string> = {
  new: "",
  changed: "bg-open-weak",
  same: "text-muted",
};

/** What a pasted block would do, before it does anything; Enter lands it, as one step of undo. */
export function PastePreview({
  store,
  text,
  onLand,
  onClose,
}: {
  readonly store: GridStore;
  readonly text: string;
  readonly onLand: (plan: PastePlan) => void;
  readonly onClose: () => void;
}) {
  const landId = useId();
  // After the dialog has opened, which would begin at its Close button.
  useEffect(() => document.getElementById(landId)?.focus(), [landId]);
  const [choices, setChoices] = useState<ReadingAnswers>({});
  const block = useMemo(() => readPaste(text, choices), [text, choices]);
  const plan = useMemo(() => planPaste(block, pasteGround(store)), [block, store]);
  const counts = countsOf(plan);
  const stops = block.refusal !== null || block.questions.some(({ code }) => code !== "column");
  const ready = !stops && plan.changes.length > 0;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Paste"
      description={
        block.orientation === "bare"
          ? "No headings were found: the block is filled in from the chosen cell."
          : `Headings were found; reports stand ${block.orientation === "across" ? "one a row" : "one a column"}.`
      }
    >
      <form
        method="post"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onLand(plan);
        }}
      >
        {block.refusal === null ? null : <Notice tone="error" live title={block.refusal} />}
        {block.questions.length === 0 ? null : (
          <div className="grid gap-3 sm:grid-cols-2">
            {block.questions.map((question) => (
              <Question
                key={`${question.code} ${question.about}`}
                question={question}
                choices={choices}
                onChoose={setChoices}
              />
            ))}
          </div>
        )}
        <p role="status">
          {showCount(counts.new, "new value")}, {counts.changed} changed, {counts.same} same, in{" "}
          {showCount(plan.rows.length, "row")}
          {plan.added.length === 0 ? "" : `, ${plan.added.length} of them added at the end`}
        </p>
        {plan.setAside.length === 0 ? null : (
          <Notice tone="warning" title="Set aside, and not pasted">
            <ul className="max-h-32 list-disc overflow-y-auto pl-5">
              {plan.setAside.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
        <PlanTable plan={plan} />
        <div className="flex gap-2">
          <Button id={landId} type="submit" look="primary" disabled={!ready}>
            Paste {showCount(counts.new + counts.changed, "value")}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function countsOf({ rows }: PastePlan): Record<PlannedCell["outcome"], number> {
  const counts = { new: 0, changed: 0, same: 0 };
  for (const { cells } of rows) for (const { outcome } of cells) counts[outcome] += 1;
  return counts;
}

function PlanTable({ plan }: { readonly plan: PastePlan }) {
  const fields: readonly GridField[] = (["date", "time", ...ANALYTE_CODES] as const).filter((field) =>
    plan.rows.some(({ cells }) => cells.some((cell) => cell.field === field)),
  );
  return (
    <TableScroll label="What the block holds" className="max-h-80 overflow-auto">
      <Table>
        <thead>
          <tr>
            <Th>Row</Th>
            {fields.map((field) => (
              <Th key={field} className="text-right">
                {fieldLabel(field)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.rows.slice(0, SHOWN_ROWS).map((row) => (
            <tr key={row.id}>
              <RowHead className="whitespace-nowrap">
                {row.label} {row.recorded ? <span className="text-xs text-muted">on record</span> : null}
              </RowHead>
              {fields.map((field) => {
                const cell = row.cells.find((one) => one.field === field);
                return (
                  <Td
                    key={field}
                    className={classNames(
                      "text-right whitespace-nowrap tabular-nums",
                      cell && CELL[cell.outcome],
                    )}
                  >
                    {cell?.text}
                    {cell?.outcome === "changed" ? (
                      <span className="block text-xs text-muted">was {cell.was}</span>
                    ) : null}
                    {cell?.outcome === "same" ? <span className="block text-xs">same</span> : null}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      {plan.rows.length > SHOWN_ROWS ? (
        <p className="px-2.5 py-1 text-sm text-muted">and {plan.rows.length - SHOWN_ROWS} more rows</p>
      ) : null}
    </TableScroll>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  dmy: "day, month, year",
  mdy: "month, day, year",
  ymd: "year, month, day",
  ".": "a point",
  ",": "a comma",
  [IGNORED_COLUMN]: "leave it out",
};

/** What is ambiguous is asked, never guessed. */
function Question({
  question,
  choices,
  onChoose,
}: {
  readonly question: ImportQuestion;
  readonly choices: ReadingAnswers;
  readonly onChoose: (choices: ReadingAnswers) => void;
}) {
  const { code, about, message } = question;
  const chosen = (choice: string) => {
    if (code === "date-order") onChoose({ ...choices, dateOrder: choice as "dmy" | "mdy" | "ymd" });
    else if (code === "decimal") onChoose({ ...choices, decimal: choice as "." | "," });
    else if (code === "unit") onChoose({ ...choices, units: { ...choices.units, [about]: choice } });
    else onChoose({ ...choices, columns: { ...choices.columns, [about]: choice } });
  };
  const offered = [...question.choices, ...(code === "column" ? [IGNORED_COLUMN] : [])];
  return (
    <SelectField
      label={message}
      required={code !== "column"}
      value=""
      onChange={(event) => chosen(event.target.value)}
    >
      <option value="">{code === "column" ? "Left out" : "Choose…"}</option>
      {[...new Set(offered)].map((choice) => (
        <option key={choice} value={choice}>
          {WORDS[choice] ?? (isAnalyteCode(choice) ? ANALYTES[choice].name : choice)}
        </option>
      ))}
    </SelectField>
  );
}
