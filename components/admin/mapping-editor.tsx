"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { patch, post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { ConflictTable } from "@/components/entry/form/conflict-table";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ANALYTE_CODES } from "@/lib/clinical/analytes";
import type { MappingAnswer, TableMapping } from "@/lib/contract/mapping";
import { DATE_ORDERS, DECIMALS, mappingWords, NEVER, targetWords } from "./mapping-words";

/** One remembered answer: what it says, and the ways to change or forget it. */
export function MappingEditor({ mapping }: { readonly mapping: MappingAnswer }) {
  const [open, setOpen] = useState(false);
  const what = mapping.kind === "analyte" ? `the code ${mapping.code}` : `the table of ${mapping.source}`;
  if (!open) {
    return (
      <div className="flex items-start justify-between gap-3">
        <ul className="min-w-0 wrap-anywhere">
          {mappingWords(mapping).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Button size="small" look="quiet" aria-label={`Change ${what}`} onClick={() => setOpen(true)}>
          Change…
        </Button>
      </div>
    );
  }
  return <MappingForm mapping={mapping} what={what} close={() => setOpen(false)} />;
}

function MappingForm({
  mapping,
  what,
  close,
}: {
  readonly mapping: MappingAnswer;
  readonly what: string;
  readonly close: () => void;
}) {
  const router = useRouter();
  const [value, setValue] = useState(mapping.value);
  const { sending, problem, submit } = useSubmission();
  const { source, kind, code, version } = mapping;
  const changed = JSON.stringify(value) !== JSON.stringify(mapping.value);

  const settle = (sent: { readonly ok: boolean } | null) => {
    if (!sent?.ok) return;
    close();
    router.refresh();
  };
  const save = async (over: number) => {
    if (!changed) return close();
    settle(
      await submit((idempotencyKey) =>
        patch("mappings", { source, kind, code, value }, { idempotencyKey, version: over }),
      ),
    );
  };
  const forget = async () =>
    settle(
      await submit((idempotencyKey) =>
        post("mappings/forget", { source, kind, code }, { idempotencyKey, version }),
      ),
    );

  const theirs = problem?.code === "conflict" ? (problem.current as MappingAnswer) : null;
  return (
    <FormFrame
      label={`Change ${what}`}
      onSubmit={() => void save(version)}
      problem={problem}
      shown={["value"]}
      className="gap-2"
    >
      {theirs === null ? null : (
        <Notice tone="warning" title="A colleague answered this meanwhile.">
          <ConflictTable
            rows={[
              {
                label: what,
                original: mappingWords(mapping).join("; "),
                theirs: mappingWords(theirs).join("; "),
                mine: changed ? mappingWords({ kind, value }).join("; ") : null,
              },
            ]}
          />
          <div className="mt-2 flex flex-wrap gap-2">
            {changed ? (
              <Button size="small" onClick={() => void save(theirs.version)}>
                Save mine over theirs
              </Button>
            ) : null}
            <Button size="small" onClick={() => settle({ ok: true })}>
              Keep theirs
            </Button>
          </div>
        </Notice>
      )}
      {kind === "analyte" ? (
        <AnalyteField value={value as string | null} onChange={(next) => setValue(next as typeof value)} />
      ) : (
        <TableFields value={value as TableMapping} onChange={setValue} />
      )}
      <p className="text-sm text-muted">
        For files that come from now on; what was imported stays. Forgotten, it is asked again.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          size="small"
          look="primary"
          disabled={!changed}
          busy={sending}
          busyText="Saving…"
        >
          Save
        </Button>
        <Button size="small" look="danger" disabled={sending} onClick={() => void forget()}>
          Forget
        </Button>
        <Button size="small" look="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </FormFrame>
  );
}

function AnalyteField({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <SelectField
      label="It means"
      required
      className="max-w-md"
      value={value ?? NEVER}
      onChange={({ target }) => onChange(target.value === NEVER ? null : target.value)}
    >
      <option value={NEVER}>never an analyte</option>
      {ANALYTE_CODES.map((one) => (
        <option key={one} value={one}>
          {targetWords(one)}
        </option>
      ))}
    </SelectField>
  );
}

/** The columns are answered again with a file at hand; the two marks can be said without one. */
function TableFields({
  value,
  onChange,
}: {
  readonly value: TableMapping;
  readonly onChange: (value: TableMapping) => void;
}) {
  const { decimal, dateOrder, ...columns } = value;
  const say = (next: { decimal: string; dateOrder: string }) =>
    onChange({
      ...columns,
      ...(next.decimal === "" ? {} : { decimal: next.decimal as "." | "," }),
      ...(next.dateOrder === "" ? {} : { dateOrder: next.dateOrder as "dmy" | "mdy" | "ymd" }),
    });
  const now = { decimal: decimal ?? "", dateOrder: dateOrder ?? "" };
  return (
    <div className="flex flex-wrap gap-3">
      <SelectField
        label="Decimal mark"
        required
        value={now.decimal}
        onChange={({ target }) => say({ ...now, decimal: target.value })}
      >
        <option value="">asked where it matters</option>
        {Object.entries(DECIMALS).map(([mark, words]) => (
          <option key={mark} value={mark}>
            {words}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Dates"
        required
        value={now.dateOrder}
        onChange={({ target }) => say({ ...now, dateOrder: target.value })}
      >
        <option value="">asked where it matters</option>
        {Object.entries(DATE_ORDERS).map(([order, words]) => (
          <option key={order} value={order}>
            {words}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
