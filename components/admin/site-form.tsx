"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { patch } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { ConflictTable } from "@/components/entry/form/conflict-table";
import { FormFrame } from "@/components/entry/form/form-frame";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented";
import type { SiteAnswer } from "@/lib/contract/site";

const MARKS = [
  { value: ".", label: "Point: 0.25" },
  { value: ",", label: "Comma: 0,25" },
] as const;
const markWords = (mark: string) => MARKS.find(({ value }) => value === mark)?.label ?? mark;

interface SiteFormProps {
  readonly site: SiteAnswer;
}

/** Starts anew from each version that is saved, and says that it was. */
export function SiteForm({ site }: SiteFormProps) {
  const [saved, setSaved] = useState(false);
  return (
    <>
      {saved ? <Notice tone="done" live title="The site is saved." className="m-3.5 mb-0" /> : null}
      <SiteFields key={site.version} site={site} done={() => setSaved(true)} />
    </>
  );
}

function SiteFields({ site, done }: SiteFormProps & { readonly done: () => void }) {
  const router = useRouter();
  const [name, setName] = useState(site.name);
  const [decimalMark, setDecimalMark] = useState(site.decimalMark);
  const { sending, problem, submit, refuse, again } = useSubmission();
  const changes = {
    ...(name.trim() === site.name ? {} : { name: name.trim() }),
    ...(decimalMark === site.decimalMark ? {} : { decimalMark }),
  };
  const changed = Object.keys(changes).length > 0;
  useLeaveWarning(changed && !sending);

  const save = async (version: number) => {
    if (name.trim() === "") return refuse([{ path: "name", code: "missing", message: "A site has a name." }]);
    if (!changed) return;
    const sent = await submit((idempotencyKey) =>
      patch<SiteAnswer>("site", changes, { idempotencyKey, version }),
    );
    if (!sent?.ok) return;
    done();
    router.refresh();
  };

  const theirs = problem?.code === "conflict" ? (problem.current as SiteAnswer) : null;
  return (
    <FormFrame
      label="The site"
      onSubmit={() => void save(site.version)}
      problem={problem}
      shown={["name", "decimalMark"]}
      className="gap-4 p-3.5"
    >
      {theirs === null ? null : (
        <Notice tone="warning" title="A colleague saved the site while you were typing.">
          <ConflictTable
            rows={[
              {
                label: "Name",
                original: site.name,
                theirs: theirs.name,
                mine: changes.name ?? null,
              },
              {
                label: "Decimal mark",
                original: markWords(site.decimalMark),
                theirs: markWords(theirs.decimalMark),
                mine: changes.decimalMark === undefined ? null : markWords(changes.decimalMark),
              },
            ]}
          />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button onClick={() => void save(theirs.version)}>Save my changes over theirs</Button>
            <Button
              onClick={() => {
                again();
                router.refresh();
              }}
            >
              Keep theirs
            </Button>
          </div>
        </Notice>
      )}
      <TextField
        label="Name"
        required
        maxLength={120}
        autoComplete="off"
        className="max-w-md"
        value={name}
        error={problemAt(problem?.fields, "name")?.message}
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <SegmentedControl
          legend="Decimal mark"
          name="decimalMark"
          segments={MARKS}
          value={decimalMark}
          onChange={(mark) => setDecimalMark(mark === "," ? "," : ".")}
        />
        <p className="mt-1 max-w-prose text-sm text-muted">
          How people here type. Values are kept as they were typed and always shown with a point.
        </p>
      </div>
      <dl className="max-w-prose">
        <dt className="text-sm font-medium">Time zone</dt>
        <dd>{site.timeZone}</dd>
        <dd className="text-sm text-muted">Stored dates were read by it, so it cannot be changed.</dd>
      </dl>
      <div>
        <Button type="submit" look="primary" disabled={!changed} busy={sending} busyText="Saving…">
          Save
        </Button>
      </div>
    </FormFrame>
  );
}
