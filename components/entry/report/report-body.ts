import { ANALYTE_CODES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { ReportInput, ResultInput } from "@/lib/contract/report";
import type { FieldProblem } from "@/lib/errors";
import { type Body, neededDate, textOrNull } from "../form/request-draft";
import { localMoment, typedTime } from "../form/typed-date";
import { type ReportDraft, settledText, type ValueDraft, type ValueDrafts } from "./report-draft";

/** A number in an auxiliary field (a limit, a sensitivity); undefined where it is empty. */
function numberOf(path: string, text: string, fields: FieldProblem[]): number | undefined {
  const typed = text.trim().replace("−", "-");
  if (typed === "") return undefined;
  if (/^-?(\d+\.?\d*|\.\d+)(e-?\d{1,2})?$/i.test(typed)) return Number(typed);
  fields.push({ path, code: "number", message: "Write a number with a decimal point." });
  return undefined;
}

/** The laboratory's interval of a value, null where none was typed; both limits are inside. */
export function intervalOf(path: string, value: ValueDraft, fields: FieldProblem[]): ResultInput["interval"] {
  const low = numberOf(`${path}.low`, value.low, fields);
  const high = numberOf(`${path}.high`, value.high, fields);
  if (low === undefined && high === undefined) return null;
  if (low !== undefined && high !== undefined && low > high) {
    fields.push({
      path: `${path}.low`,
      code: "inverted",
      message: "The lower limit is above the upper one.",
    });
  }
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

/** The values that were typed, in the order of the paper report; what was left empty is not sent at all. */
export function resultsBody(values: ValueDrafts, fields: FieldProblem[]): ResultInput[] {
  return ANALYTE_CODES.flatMap((analyte) => {
    const value = values[analyte];
    if (value === undefined || settledText(value.text) === "") return [];
    const path = fieldPath(analyte);
    return [
      {
        analyte,
        text: settledText(value.text),
        ...(value.decimalMark === undefined ? {} : { decimalMark: value.decimalMark }),
        unit: value.unit,
        interval: intervalOf(path, value, fields),
        sensitivity: numberOf(`${path}.sensitivity`, value.sensitivity, fields) ?? null,
        confirmed: value.confirmed,
      },
    ];
  });
}

/** Local time at the site, as typed; "collected" is the path of whatever is wrong with it. */
export function collectedOf(draft: Pick<ReportDraft, "date" | "time">, fields: FieldProblem[]): string {
  const date = neededDate("collected", draft.date, "Enter the day of collection.", fields);
  const time = typedTime(draft.time);
  if (!time.ok) fields.push({ path: "time", code: "time", message: time.message });
  return localMoment(date, time.ok ? time.time : null);
}

export function reportBody(draft: ReportDraft): Body<ReportInput> {
  const fields: FieldProblem[] = [];
  const collected = collectedOf(draft, fields);
  const results = resultsBody(draft.values, fields);
  if (results.length === 0) {
    fields.push({ path: "values", code: "empty", message: "Enter at least one value." });
  }
  if (fields.length > 0) return { ok: false, fields };
  return {
    ok: true,
    body: {
      specimen: draft.specimen,
      accession: textOrNull(draft.accession),
      subId: null,
      collected,
      status: draft.status,
      adequate: draft.adequate,
      knownSince: null,
      results,
    },
  };
}

/** Where a value's refusals are shown; `reason` is "text", "unit", "low", … */
export const fieldPath = (analyte: string): string => `results.${analyte}`;

/** The server counts the values it was sent ("results.2.unit"); the form knows them by name ("results.HGB.unit"). */
export function namedFields(
  fields: readonly FieldProblem[],
  sent: readonly { readonly analyte: string }[],
): FieldProblem[] {
  return fields.map((field) => {
    const place = /^results\.(\d+)(\..*)?$/.exec(field.path);
    const analyte = place === null ? undefined : sent[Number(place[1])]?.analyte;
    return analyte === undefined ? field : { ...field, path: `${fieldPath(analyte)}${place?.[2] ?? ""}` };
  });
}

/** Paths that have a place on the form. */
export function shownPaths(codes: readonly AnalyteCode[]): string[] {
  return [
    "collected",
    "time",
    "accession",
    "status",
    "adequate",
    "values",
    "results",
    ...codes.map(fieldPath),
  ];
}
