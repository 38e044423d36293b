import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import { Checkbox, Input, Select, TextArea } from "./input";
import { ErrorText } from "./notice";

/** What a control inside a field must carry so that label, hint and error are read with it. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly required: boolean | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** A sentence; null or absent where the field is in order. */
  readonly error?: ReactNode;
  readonly required?: boolean | undefined;
  /** Unit or another short word after the label, never part of the accessible name's meaning. */
  readonly unit?: ReactNode;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
}

/** Label, control, hint and error, tied together by ids. */
export function Field({
  label,
  hint,
  error,
  required,
  unit,
  className,
  id,
  children,
}: FieldProps & { readonly children: (control: FieldControl) => ReactNode }) {
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint ? `${controlId}-hint` : null;
  const errorId = error ? `${controlId}-error` : null;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={controlId} className="text-sm font-medium">
        {label}
        {unit ? <span className="font-normal text-muted"> {unit}</span> : null}
        {required ? null : <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children({
        id: controlId,
        "aria-describedby": describedBy,
        "aria-invalid": error ? true : undefined,
        required: required || undefined,
      })}
      {errorId ? <ErrorText id={errorId}>{error}</ErrorText> : null}
      {hintId ? (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

type Own = "id" | "required" | "className";

export function TextField({
  label,
  hint,
  error,
  required,
  unit,
  className,
  id,
  ...input
}: FieldProps & Omit<ComponentProps<"input">, Own>) {
  return (
    <Field {...{ label, hint, error, required, unit, className, id }}>
      {(control) => <Input {...input} {...control} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  required,
  unit,
  className,
  id,
  children,
  ...select
}: FieldProps & Omit<ComponentProps<"select">, Own>) {
  return (
    <Field {...{ label, hint, error, required, unit, className, id }}>
      {(control) => (
        <Select {...select} {...control}>
          {children}
        </Select>
      )}
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  required,
  unit,
  className,
  id,
  ...area
}: FieldProps & Omit<ComponentProps<"textarea">, Own>) {
  return (
    <Field {...{ label, hint, error, required, unit, className, id }}>
      {(control) => <TextArea {...area} {...control} />}
    </Field>
  );
}

/** A single yes-or-no; the label stands after the box. */
export function CheckboxField({
  label,
  hint,
  error,
  className,
  id,
  ...box
}: Omit<FieldProps, "unit" | "required"> & Omit<ComponentProps<"input">, Own | "type">) {
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint ? `${controlId}-hint` : null;
  const errorId = error ? `${controlId}-error` : null;
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={controlId} className="flex min-h-6 items-center gap-2">
        <Checkbox
          {...box}
          id={controlId}
          aria-describedby={[errorId, hintId].filter(Boolean).join(" ") || undefined}
          aria-invalid={error ? true : undefined}
        />
        <span>{label}</span>
      </label>
      {errorId ? <ErrorText id={errorId}>{error}</ErrorText> : null}
      {hintId ? (
        <p id={hintId} className="pl-6 text-sm text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
