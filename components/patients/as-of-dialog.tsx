"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { DateField, TimeField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { localMoment, typedDate, typedTime } from "@/components/entry/form/typed-date";
import { Button } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog";
import { type CourseView, courseHref } from "./course-view";

/** Takes the page back to what was known at a moment; the moment stands in the address. */
export function AsOfDialog({ patientId, view }: { readonly patientId: string; readonly view: CourseView }) {
  return (
    <DialogButton
      label="As of…"
      look="quiet"
      title="What did we know then?"
      description="Verdicts, course, flowsheet and downloads as they were known at a moment, judged by the policy in force then."
    >
      {(close) => <AsOfForm patientId={patientId} view={view} close={close} />}
    </DialogButton>
  );
}

function AsOfForm({
  patientId,
  view,
  close,
}: {
  readonly patientId: string;
  readonly view: CourseView;
  readonly close: () => void;
}) {
  const router = useRouter();
  const [on = "", at = ""] = (view.asOf ?? "").split("T");
  const [date, setDate] = useState(on);
  const [time, setTime] = useState(at.slice(0, 5));
  const [missing, setMissing] = useState<string | undefined>();

  const show = () => {
    const [day, clock] = [typedDate(date), typedTime(time)];
    if (!day.ok || !clock.ok) return;
    if (day.date === null) return setMissing("Say which day.");
    router.push(courseHref(patientId, view, { asOf: localMoment(day.date, clock.time) }), { scroll: false });
    close();
  };

  return (
    <FormFrame label="As of" onSubmit={show} problem={null} shown={[]} focusFirst>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField label="Date" required value={date} error={missing} onChange={setDate} />
        <TimeField
          label="Time at the site"
          value={time}
          hint="Without a time: the end of that day."
          onChange={setTime}
        />
      </div>
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          Show
        </Button>
        {view.asOf === null ? null : (
          <Button
            onClick={() => {
              router.push(courseHref(patientId, view, { asOf: null }), { scroll: false });
              close();
            }}
          >
            Back to now
          </Button>
        )}
      </div>
    </FormFrame>
  );
}
