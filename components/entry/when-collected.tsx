import { problemAt } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented";
import { showDate } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { DateField, TimeField } from "./date-field";
import type { ReportDraft } from "./report-draft";
import type { ReportKind, Section } from "./report-save";

type Drafts = Readonly<Record<Section, ReportDraft>>;

/** Date and time first: nothing can be judged without knowing how old the patient was. */
export function WhenCollected({
  kind,
  onKind,
  locked,
  drafts,
  fields,
  today,
  about,
  onChange,
}: {
  readonly kind: ReportKind;
  readonly onKind: (kind: ReportKind) => void;
  /** One of two reports is saved: what was sent with it can no longer change here. */
  readonly locked: boolean;
  readonly drafts: Drafts;
  readonly fields: readonly FieldProblem[];
  readonly today: string;
  readonly about: (date: string) => string | null;
  readonly onChange: (change: (old: Drafts) => Drafts) => void;
}) {
  const first: Section = kind === "marrow" ? "marrow" : "blood";
  const setDate = (date: string) =>
    onChange(({ blood, marrow }) => ({ blood: { ...blood, date }, marrow: { ...marrow, date } }));
  // Until somebody says otherwise the marrow was taken when the count was.
  const setTime = (time: string) =>
    onChange((old) => ({
      blood: { ...old.blood, time },
      marrow: first === "marrow" || old.marrow.time === old.blood.time ? { ...old.marrow, time } : old.marrow,
    }));
  return (
    <div className="flex flex-wrap items-start gap-4 px-3.5 py-3">
      <DateField
        label="Date"
        required
        className="w-44"
        value={drafts[first].date}
        error={problemAt(fields, "collected")?.message}
        about={about}
        onChange={setDate}
      />
      {drafts[first].date === "" ? (
        <Button className="mt-5.5" onClick={() => setDate(today)}>
          Today, {showDate(today)}
        </Button>
      ) : null}
      <TimeField
        label={kind === "both" ? "Time of the count" : "Time"}
        className="w-32"
        value={drafts[first].time}
        error={problemAt(fields, "time")?.message}
        onChange={setTime}
      />
      {kind === "both" ? (
        <TimeField
          label="Time of the marrow"
          className="w-36"
          value={drafts.marrow.time}
          onChange={(time) => onChange((old) => ({ ...old, marrow: { ...old.marrow, time } }))}
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
