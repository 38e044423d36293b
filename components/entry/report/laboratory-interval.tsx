import { type ReactNode, useId } from "react";
import { Input } from "@/components/ui/input";
import { ErrorText } from "@/components/ui/notice";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { showUnit } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import type { ValueDraft } from "./report-draft";

/** What the paper prints beside a value: the laboratory's own interval, and how far down an MRD assay sees. */
export function LaboratoryInterval({
  code,
  value,
  withInterval,
  problem,
  onChange,
}: {
  readonly code: AnalyteCode;
  readonly value: ValueDraft;
  readonly withInterval: boolean;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (change: Partial<ValueDraft>) => void;
}) {
  const { label } = ANALYTES[code];
  const errorOf = (field: string) => (problem?.path.endsWith(`.${field}`) ? problem.message : null);
  return (
    <div className="col-span-full flex flex-wrap items-start gap-x-4 gap-y-1 py-1">
      {withInterval ? (
        <>
          <Small
            label={`${label} from`}
            unit={showUnit(value.unit)}
            text={value.low}
            error={errorOf("low")}
            onChange={(low) => onChange({ low })}
          />
          <Small
            label="to"
            unit={showUnit(value.unit)}
            text={value.high}
            error={errorOf("high")}
            onChange={(high) => onChange({ high })}
          >
            <span className="sr-only">{label} </span>
          </Small>
        </>
      ) : null}
      {code === "MRD" ? (
        <Small
          label="Assay sees down to"
          unit="% (10⁻⁴ is 0.01 %)"
          text={value.sensitivity}
          error={errorOf("sensitivity")}
          onChange={(sensitivity) => onChange({ sensitivity })}
        />
      ) : null}
    </div>
  );
}

function Small({
  label,
  unit,
  text,
  error,
  onChange,
  children,
}: {
  readonly label: string;
  readonly unit: string;
  readonly text: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
  readonly children?: ReactNode;
}) {
  const id = useId();
  return (
    <div>
      <div className="flex items-center gap-1.5 text-sm">
        <label htmlFor={id} className="whitespace-nowrap">
          {children}
          {label}
        </label>
        <span className="w-20">
          <Input
            id={id}
            value={text}
            data-step="extra"
            autoComplete="off"
            inputMode="decimal"
            className="text-right"
            aria-invalid={error === null ? undefined : true}
            aria-describedby={error === null ? undefined : `${id}-error`}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
        <span className="text-muted">{unit}</span>
      </div>
      {error === null ? null : <ErrorText id={`${id}-error`}>{error}</ErrorText>}
    </div>
  );
}
