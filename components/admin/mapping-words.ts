import { ANALYTES, isAnalyteCode } from "@/lib/clinical/analytes";
import type { MappingAnswer, TableMapping } from "@/lib/contract/mapping";
import { showUnit } from "@/lib/display";

export const NEVER = "never";

export const DATE_ORDERS = { dmy: "day first", mdy: "month first", ymd: "year first" } as const;
export const DECIMALS = { ".": "point", ",": "comma" } as const;

/** "White blood cells (WBC)"; the name of a field as it is. */
export function targetWords(code: string): string {
  return isAnalyteCode(code) ? `${ANALYTES[code].name} (${code})` : code;
}

/** What a remembered answer says, line by line. */
export function mappingWords({ kind, value }: Pick<MappingAnswer, "kind" | "value">): readonly string[] {
  if (kind === "analyte") return [value === null ? "never an analyte" : targetWords(String(value))];
  const { columns = {}, units = {}, decimal, dateOrder } = value as TableMapping;
  const headings = [...new Set([...Object.keys(columns), ...Object.keys(units)])];
  return [
    ...headings.map((heading) => {
      const target = columns[heading];
      const unit = units[heading];
      const words = [target === undefined ? null : targetWords(target), unit && `in ${showUnit(unit)}`];
      return `“${heading}” is ${words.filter(Boolean).join(" ")}`;
    }),
    ...(decimal === undefined ? [] : [`Decimal mark: ${DECIMALS[decimal]}`]),
    ...(dateOrder === undefined ? [] : [`Dates: ${DATE_ORDERS[dateOrder]}`]),
  ];
}
