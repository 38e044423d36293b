import { ANALYTE_CODES, ANALYTES, isAnalyteCode } from "@/lib/clinical/analytes";
import type { ImportAnswer, ImportAnswers } from "@/lib/contract/import";
import { showUnit, showWords } from "@/lib/display";
import { IGNORED_COLUMN } from "@/lib/imports/import-format";
import { TABLE_FIELDS } from "@/lib/imports/table/field-names";

const KINDS = ["layout", "column", "unit", "decimal", "date-order", "analyte"] as const;
export type ReadingKind = (typeof KINDS)[number];

/** One thing about how a file is read: open, answered for this import, or remembered of its source. */
export interface ReadingChoice {
  readonly kind: ReadingKind;
  /** The column or the source's code. */
  readonly about: string;
  readonly message: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Empty while it is open. */
  readonly value: string;
  /** Rows that wait for it; null where that is not counted. */
  readonly rows: number | null;
  readonly remembered: { readonly by: string; readonly at: string } | null;
}

/** In place of an analyte: this code is none of them. */
export const NEVER = "never";

type Facts = Pick<ImportAnswer, "questions" | "unmapped" | "reading" | "remembered">;

/** Everything that was or is to be said about the reading of a file, open questions first. */
export function readingChoices({ questions, unmapped, reading, remembered }: Facts): ReadingChoice[] {
  const table = remembered.find(({ kind }) => kind === "table") ?? null;
  const open = questions.flatMap(({ code, about, message, choices }): ReadingChoice[] => {
    const kind = KINDS.find((one) => one === code);
    if (kind === undefined) return [];
    return [
      { kind, about, message, choices: offered(kind, choices), value: "", rows: null, remembered: null },
    ];
  });
  const codes = unmapped.map(
    ({ code, label, suggestion, rows }): ReadingChoice => ({
      kind: "analyte",
      about: code,
      message: `Which value is “${label}” (${code})?`,
      choices: analytesWithNever(suggestion),
      value: "",
      rows,
      remembered: null,
    }),
  );
  const asked = new Set([...open, ...codes].map(({ kind, about }) => `${kind} ${about}`));
  const said = (kind: ReadingKind, about: string, message: string, value: string): ReadingChoice[] => {
    if (asked.has(`${kind} ${about}`)) return [];
    const choices = kind === "analyte" ? analytesWithNever(null) : offered(kind, known(kind, value));
    const entry =
      kind === "analyte"
        ? (remembered.find((one) => one.kind === "analyte" && one.code === about) ?? null)
        : table;
    return [{ kind, about, message, choices, value, rows: null, remembered: entry }];
  };
  return [
    ...open,
    ...codes,
    ...(reading.layout
      ? said("layout", "layout", "One value a line, or one report a line", reading.layout)
      : []),
    ...entries(reading.columns).flatMap(([column, use]) => said("column", column, `Column “${column}”`, use)),
    ...entries(reading.units).flatMap(([column, unit]) => said("unit", column, `Unit of “${column}”`, unit)),
    ...(reading.decimal ? said("decimal", "decimal", "Decimal mark", reading.decimal) : []),
    ...(reading.dateOrder ? said("date-order", "date-order", "Order of dates", reading.dateOrder) : []),
    ...entries(reading.analytes).flatMap(([code, analyte]) =>
      said("analyte", code, `Code “${code}”`, analyte ?? NEVER),
    ),
  ];
}

const entries = <Value>(record: Readonly<Record<string, Value>> | undefined) => Object.entries(record ?? {});

function known(kind: Exclude<ReadingKind, "analyte">, value: string): readonly string[] {
  if (kind === "column") return [...ANALYTE_CODES, ...TABLE_FIELDS, IGNORED_COLUMN];
  if (kind === "decimal") return [".", ","];
  if (kind === "date-order") return ["dmy", "mdy", "ymd"];
  if (kind === "layout") return ["long", "wide"];
  return [value];
}

const WORDS: Readonly<Record<string, string>> = {
  ".": "point: 12.4",
  ",": "comma: 12,4",
  dmy: "day, month, year",
  mdy: "month, day, year",
  ymd: "year, month, day",
  long: "one value a line",
  wide: "one report a line",
  [IGNORED_COLUMN]: "not read",
  mrn: "record number (MRN)",
  dateTime: "date and time of collection",
};

const offered = (kind: ReadingKind, values: readonly string[]) =>
  values.map((value) => ({ value, label: labelOf(kind, value) }));

function labelOf(kind: ReadingKind, value: string): string {
  if (kind === "unit") return showUnit(value);
  if (isAnalyteCode(value)) return `${ANALYTES[value].label}: ${ANALYTES[value].name}`;
  return WORDS[value] ?? showWords(value.replace(/([A-Z])/g, "-$1").toLowerCase());
}

function analytesWithNever(suggestion: string | null) {
  const rest = ANALYTE_CODES.filter((code) => code !== suggestion);
  const codes = suggestion === null ? rest : [suggestion, ...rest];
  return [{ value: NEVER, label: "none of the values kept here" }, ...offered("analyte", codes)];
}

/** What the API is told of one choice. */
export function answerOf(
  { kind, about }: Pick<ReadingChoice, "kind" | "about">,
  value: string,
): Partial<ImportAnswers> {
  if (kind === "column") return { columns: { [about]: value } };
  if (kind === "unit") return { units: { [about]: value } };
  if (kind === "decimal") return { decimal: value === "," ? "," : "." };
  if (kind === "layout") return { layout: value === "long" ? "long" : "wide" };
  if (kind === "date-order") return { dateOrder: value === "dmy" || value === "mdy" ? value : "ymd" };
  return { analytes: { [about]: isAnalyteCode(value) ? value : null } };
}

/** Several choices in one request. */
export function answersOf(
  chosen: readonly { readonly choice: ReadingChoice; readonly value: string }[],
): Partial<ImportAnswers> {
  const columns: Record<string, string> = {};
  const units: Record<string, string> = {};
  const analytes: NonNullable<ImportAnswers["analytes"]> = {};
  const whole: Partial<ImportAnswers> = {};
  for (const { choice, value } of chosen) {
    const { columns: use, units: unit, analytes: analyte, ...rest } = answerOf(choice, value);
    Object.assign(columns, use);
    Object.assign(units, unit);
    Object.assign(analytes, analyte);
    Object.assign(whole, rest);
  }
  const parts = Object.entries({ columns, units, analytes });
  return { ...whole, ...Object.fromEntries(parts.filter(([, part]) => Object.keys(part).length > 0)) };
}
