"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { FormFrame } from "@/components/entry/form/form-frame";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { PolicySettings } from "@/lib/clinical/policy-settings";
import type { PolicyPreviewAnswer } from "@/lib/contract/policy";
import type { FieldProblem } from "@/lib/errors";
import { CriticalFields } from "./critical-fields";
import { IntervalFields } from "./interval-fields";
import { policyDifferences } from "./policy-differences";
import { draftOf, type PolicyDraft, settingsIn } from "./policy-draft";
import { PolicyEffect } from "./policy-effect";
import { ResponseFields, SupportFields } from "./policy-fields";

interface PolicyEditorProps {
  /** What is in force, and its version. */
  readonly settings: PolicySettings;
  readonly version: number;
  /** change: by the administrator, who sees counts. what-if: by the oncologist, who sees whose. */
  readonly purpose: "change" | "what-if";
}

/** Starts anew from each version that is put in force, and says that it was. */
export function PolicyEditor(props: PolicyEditorProps) {
  const [done, setDone] = useState<number | null>(null);
  return (
    <>
      {done === null ? null : (
        <Notice tone="done" live title={`Version ${done} is in force`}>
          The worklist is being re-assessed; a verdict still made by the version before is marked there.
        </Notice>
      )}
      <PolicyForm key={props.version} {...props} done={setDone} />
    </>
  );
}

/** Everything a refusal can name is on the screen; the analytes of the two tables are found by prefix. */
const SHOWN = ["settings", "reason"];

function PolicyForm({
  settings,
  version,
  purpose,
  done,
}: PolicyEditorProps & { readonly done: (version: number) => void }) {
  const router = useRouter();
  const looking = useSubmission();
  const changing = useSubmission();
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(settings));
  const [reason, setReason] = useState("");
  const [seen, setSeen] = useState<{ of: string; effect: PolicyPreviewAnswer } | null>(null);
  const cancel = useRef<AbortController | null>(null);

  const read = settingsIn(draft);
  const differences = read.ok ? policyDifferences(settings, read.body) : null;
  const current = read.ok && seen?.of === JSON.stringify(read.body) ? seen.effect : null;
  useLeaveWarning(purpose === "change" && (differences === null || differences.length > 0));

  const change = (part: Partial<PolicyDraft>) => {
    setDraft((old) => ({ ...old, ...part }));
    looking.again();
    changing.again();
  };

  const look = async () => {
    changing.again();
    if (!read.ok) return looking.refuse(read.fields);
    cancel.current = new AbortController();
    const { signal } = cancel.current;
    const path = purpose === "change" ? "policy/preview" : "policy/review";
    const sent = await looking.submit(() =>
      post<PolicyPreviewAnswer>(path, { settings: read.body }, { signal }),
    );
    if (!sent?.ok) return;
    setSeen({ of: JSON.stringify(read.body), effect: sent.value });
    looking.again();
  };

  const putInForce = async () => {
    looking.again();
    const fields: FieldProblem[] = read.ok ? [] : [...read.fields];
    if (reason.trim() === "") {
      fields.push({ path: "reason", code: "missing", message: "Say why, for those who read it later." });
    }
    if (!read.ok || fields.length > 0) return changing.refuse(fields);
    const sent = await changing.submit((idempotencyKey) =>
      post<{ version: number }>(
        "policy",
        { settings: read.body, from: version, reason: reason.trim() },
        { idempotencyKey },
      ),
    );
    if (!sent?.ok) return;
    done(sent.value.version);
    router.refresh();
  };

  const problem = changing.problem ?? looking.problem;
  const part = { draft, change, problems: problem?.fields };
  return (
    <FormFrame
      label={purpose === "change" ? "Change the policy" : "What if"}
      onSubmit={() => void (purpose === "change" && current !== null ? putInForce() : look())}
      problem={problem}
      shown={SHOWN}
    >
      <Panel title="Response">
        <ResponseFields {...part} />
      </Panel>
      <Panel title="Support" aside="a value under support can fail, not pass">
        <SupportFields {...part} />
      </Panel>
      <Panel title="Critical values" aside="the limit itself is not critical">
        <CriticalFields {...part} />
      </Panel>
      <Panel title="Intervals of the site" aside="used before the default table; both limits are inside">
        <IntervalFields {...part} />
      </Panel>
      <Panel
        title="What would change"
        aside={differences === null ? null : differenceWords(differences.length)}
        tools={
          <>
            {looking.sending ? (
              <Button size="small" look="quiet" onClick={() => cancel.current?.abort()}>
                Cancel
              </Button>
            ) : null}
            <Button
              size="small"
              disabled={differences?.length === 0}
              busy={looking.sending}
              busyText="Assessing everybody twice…"
              onClick={() => void look()}
            >
              Show what would change
            </Button>
          </>
        }
      >
        {differences !== null && differences.length > 0 ? (
          <ul className="border-b border-line px-3.5 py-2">
            {differences.map(({ what, from, to }) => (
              <li key={what}>
                {what}: <span className="text-muted">{from} →</span> {to}
              </li>
            ))}
          </ul>
        ) : null}
        {current === null ? (
          <p className="px-3.5 py-2 text-muted">
            {differences?.length === 0
              ? "Nothing is different from the policy in force."
              : "Every patient of the site is assessed under both; nothing is saved by looking."}
          </p>
        ) : (
          <PolicyEffect effect={current} />
        )}
      </Panel>
      {purpose === "change" ? (
        <div className="flex flex-wrap items-start gap-3">
          <TextField
            label="Why"
            required
            maxLength={500}
            autoComplete="off"
            className="min-w-64 flex-1"
            value={reason}
            error={problemAt(problem?.fields, "reason")?.message}
            hint={
              current === null
                ? "First show what would change."
                : "In force from now on; what was shown before keeps the rules of its day."
            }
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            look="primary"
            className="mt-6"
            disabled={current === null}
            busy={changing.sending}
            busyText="Putting it in force…"
            onClick={() => void putInForce()}
          >
            Put in force
          </Button>
        </div>
      ) : null}
    </FormFrame>
  );
}

const differenceWords = (count: number) =>
  count === 0 ? null : count === 1 ? "one setting is different" : `${count} settings are different`;
