import { type ImportQuestion, TABLE_LAYOUTS } from "../import-format";
import type { OrderEvidence } from "./date-text";
import type { DecimalEvidence } from "./decimal-evidence";

const ORDER_WORDS = { dmy: "day first", mdy: "month first", ymd: "year first" } as const;

/** `about`: the column of dates. */
export function dateOrderQuestion(about: string, { choices, example }: OrderEvidence): ImportQuestion {
  const words = choices.map((order) => ORDER_WORDS[order]).join(" or ");
  const message = `In which order are the dates of “${about}” written, such as “${example ?? ""}”: ${words}?`;
  return { code: "date-order", about, message, choices };
}

/** `about`: the column with the value that can be read in two ways. */
export function decimalQuestion(about: string, { unsettled }: DecimalEvidence): ImportQuestion {
  const shown = unsettled.map((text) => `“${text.trim().slice(0, 40)}”`).join(" and ");
  const message = `What stands before the decimals of ${shown} (“${about}”): a point or a comma?`;
  return { code: "decimal", about, message, choices: [".", ","] };
}

export function layoutQuestion(): ImportQuestion {
  const message =
    "The table has columns of analytes and columns of tests and their values. Is one value (long) or one report (wide) on a line?";
  return { code: "layout", about: "layout", message, choices: TABLE_LAYOUTS };
}
