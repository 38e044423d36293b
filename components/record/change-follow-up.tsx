"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { dateOf, neededDate } from "@/components/entry/form/request-draft";
import { Button } from "@/components/ui/button";
import type { FollowUpAnswer } from "@/lib/contract/record-answers";
import type { FieldProblem } from "@/lib/errors";
import { useChange } from "./use-change";

/** Says when a planned test was done, or moves it to another day. */
export function ChangeFollowUp({ plan, today }: { readonly plan: FollowUpAnswer; readonly today: string }) {
  const { open, setOpen, sending, problem, refuse, send } = useChange(`follow-up/${plan.id}`, plan.version);
  const [due, setDue] = useState(plan.due);
  const [doneOn, setDoneOn] = useState(plan.doneOn ?? "");
  const save = async () => {
    const fields: FieldProblem[] = [];
    const body = {
      due: neededDate("due", due, "Enter the day it is due.", fields),
      doneOn: dateOf("doneOn", doneOn, fields),
    };
    return fields.length > 0 ? refuse(fields) : await send(body);
  };
  if (!open) {
    return (
      <Button
        size="small"
        look="quiet"
        aria-label={`Done or moved: ${plan.test}`}
        onClick={() => {
          setOpen(true);
          if (plan.doneOn === null) setDoneOn(today);
        }}
      >
        {plan.doneOn === null ? "Done…" : "Change…"}
      </Button>
    );
  }
  return (
    <FormFrame
      label={`Done or moved: ${plan.test}`}
      onSubmit={() => void save()}
      problem={problem}
      shown={["due", "doneOn"]}
      focusFirst
      className="min-w-56 gap-2 text-left whitespace-normal"
    >
      <DateField
        label="Done on"
        value={doneOn}
        error={problemAt(problem?.fields, "doneOn")?.message}
        hint="Empty: still to be done."
        onChange={setDoneOn}
      />
      <DateField
        label="Due on"
        required
        value={due}
        error={problemAt(problem?.fields, "due")?.message}
        onChange={setDue}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary" busy={sending} busyText="Saving…">
          Save
        </Button>
        <Button size="small" look="quiet" onClick={() => setOpen(false)}>
          Leave as it is
        </Button>
      </div>
    </FormFrame>
  );
}
