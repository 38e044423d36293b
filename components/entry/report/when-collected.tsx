import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented";
import { showDate } from "@/lib/display";
import { DateField, TimeField } from "../form/date-field";
import type { ReportKind, When } from "./report-save";

/** Date and time first: nothing can be judged without knowing how old the patient was. */
export function WhenCollected({
  kind,
  onKind,
  locked,
  when,
  errors,
  today,
  about,
  onChange,
}: {
  readonly kind: ReportKind;
  readonly onKind: (kind: ReportKind) => void;
  /** One of two reports is saved: which reports the page holds can no longer change. */
  readonly locked: boolean;
  readonly when: When;
  readonly errors: Readonly<Partial<Record<keyof When, string | undefined>>>;
  readonly today: string;
  readonly about: (date: string) => string | null;
  readonly onChange: (when: When) => void;
}) {
  return (
    <div className="flex flex-wrap items-start gap-4 px-3.5 py-3">
      <DateField
        label="Date"
        required
        className="w-44"
        value={when.date}
        error={errors.date}
        about={about}
        onChange={(date) => onChange({ ...when, date })}
      />
      {when.date === "" ? (
        <Button className="mt-5.5" onClick={() => onChange({ ...when, date: today })}>
          Today, {showDate(today)}
        </Button>
      ) : null}
      <TimeField
        label={kind === "both" ? "Time of the count" : "Time"}
        className="w-44"
        value={when.time}
        error={errors.time}
        onChange={(time) => onChange({ ...when, time })}
      />
      {kind === "both" ? (
        <TimeField
          label="Time of the marrow"
          className="w-48"
          hint="Empty: taken with the count."
          value={when.marrowTime}
          error={errors.marrowTime}
          onChange={(marrowTime) => onChange({ ...when, marrowTime })}
        />
      ) : null}
      <div className="sm:ml-auto">
        <SegmentedControl
          legend="Report"
          name="report-kind"
          disabled={locked}
          value={kind}
          segments={[
            { value: "blood", label: "Count" },
            { value: "marrow", label: "Marrow" },
            { value: "both", label: "Both" },
          ]}
          onChange={(chosen) => onKind(chosen as ReportKind)}
        />
      </div>
    </div>
  );
}
