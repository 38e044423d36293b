"use client";

import { classNames } from "@/components/ui/class-names";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { fieldLabel } from "./grid-row";
import type { GridStore } from "./grid-store";
import { columnUnit, type GridField, isMoment } from "./model/grid-model";

const HEAD =
  "sticky top-0 z-20 h-11 border-r border-b border-line bg-sunken px-1.5 py-1 align-top text-xs font-medium";

/** Names of the columns and the unit that numbers typed under each are in. */
export function GridHead({
  store,
  headLabel,
  onUnit,
  onDone,
}: {
  readonly store: GridStore;
  readonly headLabel: string;
  readonly onUnit: (code: AnalyteCode, unit: string) => void;
  /** Back to the cell the unit was chosen from. */
  readonly onDone: () => void;
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={classNames(HEAD, "left-0 z-30 text-left")} aria-colindex={1}>
          {headLabel}
        </th>
        {store.columns.map((field, column) => (
          <th
            key={field}
            scope="col"
            data-head={column}
            aria-colindex={column + 2}
            title={isMoment(field) ? undefined : ANALYTES[field].name}
            className={classNames(
              HEAD,
              "text-right",
              field === "date" || field === "ANC" ? "min-w-25" : "min-w-19",
            )}
          >
            <span className="block">{fieldLabel(field)}</span>
            <UnitChoice store={store} field={field} onUnit={onUnit} onDone={onDone} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function UnitChoice({
  store,
  field,
  onUnit,
  onDone,
}: {
  readonly store: GridStore;
  readonly field: GridField;
  readonly onUnit: (code: AnalyteCode, unit: string) => void;
  readonly onDone: () => void;
}) {
  if (isMoment(field)) return null;
  const { units, label } = ANALYTES[field];
  const [only] = units;
  if (units.length === 1) return <span className="block font-normal text-muted">{only?.display}</span>;
  return (
    <select
      tabIndex={-1}
      aria-label={`Unit of ${label}`}
      value={columnUnit(store.content.units, field)}
      className="max-w-full cursor-pointer appearance-none bg-transparent text-right font-normal text-muted underline decoration-dotted underline-offset-2 hover:text-ink"
      onChange={(event) => onUnit(field, event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape" && event.key !== "Tab") return;
        event.preventDefault();
        store.keepsFocus = true;
        event.currentTarget
          .closest("table")
          ?.querySelector<HTMLElement>('td[tabindex="0"]')
          ?.focus({ preventScroll: true });
        onDone();
      }}
    >
      {units.map(({ unit, display }) => (
        <option key={unit} value={unit}>
          {display}
        </option>
      ))}
    </select>
  );
}
