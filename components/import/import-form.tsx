"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useRef, useState } from "react";
import { postBytes } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { SelectField, TextAreaField } from "@/components/ui/field";
import type { ImportAnswer } from "@/lib/contract/import";
import { showCount } from "@/lib/display";

import { guessFormat } from "./guess-format";
import { WorkProgress } from "./work-progress";

export interface OfferedFormat {
  readonly id: string;
  readonly label: string;
  readonly mediaType: string;
}

/** A file, or text pasted from one, on its way to the preview; nothing is stored before the commit. */
export function ImportForm({
  formats,
  largest,
}: {
  readonly formats: readonly [OfferedFormat, ...OfferedFormat[]];
  /** Bytes. */
  readonly largest: number;
}) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState("");
  const [formatId, setFormatId] = useState(formats[0].id);
  const [over, setOver] = useState(false);
  const { sending, problem, submit, refuse } = useSubmission();

  const read = async () => {
    const bytes = file ?? (pasted.trim() === "" ? null : new Blob([pasted]));
    if (bytes === null) {
      return refuse([{ path: "file", code: "missing", message: "Choose a file or paste its text." }]);
    }
    if (bytes.size > largest) {
      const message = `This is ${showSize(bytes.size)}; at most ${showSize(largest)} can be read at once.`;
      return refuse([{ path: "file", code: "too-large", message }], message);
    }
    const format = formats.find(({ id }) => id === formatId) ?? formats[0];
    stop.current = new AbortController();
    const { signal } = stop.current;
    const sent = await submit((idempotencyKey) =>
      postBytes<ImportAnswer>(`imports?format=${format.id}`, bytes, format.mediaType, {
        idempotencyKey,
        signal,
      }),
    );
    if (sent?.ok) router.push(`/import/${sent.value.id}`);
  };

  /** Chooses the format it looks like; the select beneath can still say otherwise. */
  const guess = (head: string) => {
    const looksLike = guessFormat(head);
    if (formats.some(({ id }) => id === looksLike)) setFormatId(looksLike ?? formatId);
  };
  const take = async (chosen: File | null) => {
    setFile(chosen);
    if (chosen !== null) guess(await chosen.slice(0, 4096).text());
  };

  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [first] = event.dataTransfer.files;
    if (first) void take(first);
  };

  const needsOne = problem?.fields.find(({ path }) => path === "file");
  return (
    <FormFrame label="Import results" onSubmit={() => void read()} problem={problem} shown={["file"]}>
      <fieldset
        aria-label="File"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
        className={classNames(
          "flex flex-wrap items-center gap-3 rounded-md border border-dashed px-4 py-6",
          over ? "border-accent bg-accent-weak" : "border-edge",
        )}
      >
        <FileUp aria-hidden="true" className="size-6 text-muted" />
        <div className="min-w-0 flex-1">
          {file === null ? (
            <p>Drop a laboratory file here, or choose one.</p>
          ) : (
            <p className="break-words">
              <strong className="font-semibold">{file.name}</strong>{" "}
              <span className="text-muted">{showSize(file.size)}</span>
            </p>
          )}
          <p className="text-sm text-muted">
            {formats.map(({ label }) => label).join(", ")}; at most {showSize(largest)}. You see every row
            before anything is stored.
          </p>
        </div>
        <input
          ref={picker}
          type="file"
          aria-label="Laboratory file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void take(event.target.files?.[0] ?? null)}
        />
        <Button aria-invalid={needsOne ? true : undefined} onClick={() => picker.current?.click()}>
          {file === null ? "Choose a file" : "Choose another"}
        </Button>
        {file === null ? null : (
          <Button
            look="quiet"
            onClick={() => {
              setFile(null);
              if (picker.current) picker.current.value = "";
            }}
          >
            Remove
          </Button>
        )}
      </fieldset>
      {file === null ? (
        <TextAreaField
          label="Or paste its text"
          rows={6}
          value={pasted}
          error={needsOne?.message}
          spellCheck={false}
          autoComplete="off"
          className="[&_textarea]:font-mono"
          placeholder="MSH|^~\&|…"
          onChange={(event) => {
            setPasted(event.target.value);
            guess(event.target.value.slice(0, 4096));
          }}
        />
      ) : null}
      {formats.length > 1 ? (
        <SelectField
          label="Format"
          required
          value={formatId}
          className="sm:w-72"
          onChange={(event) => setFormatId(event.target.value)}
        >
          {formats.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={sending} busyText="Reading…">
          Read and preview
        </Button>
        {sending ? (
          <Button look="quiet" onClick={() => stop.current?.abort()}>
            Cancel
          </Button>
        ) : null}
        <p role="status" className="text-sm text-muted">
          {sending && file ? `Sending ${showSize(file.size)}…` : null}
        </p>
        <WorkProgress active={sending} />
      </div>
    </FormFrame>
  );
}

function showSize(bytes: number): string {
  if (bytes < 1024) return showCount(bytes, "byte");
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)} MB`;
}
