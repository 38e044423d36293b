import {
  ANALYTE_CODES,
  ANALYTES,
  type AnalyteCode,
  acceptUnit,
  isAnalyteCode,
} from "@/lib/clinical/analytes";
import { sameScale } from "@/lib/clinical/quantity";
import { IGNORED_COLUMN, type ImportQuestion, type ReadingAnswers } from "../import-format";
import { matchHeading, TABLE_FIELDS, type TableField } from "./match-heading";

export interface TableColumn {
  /** From 0. */
  readonly index: number;
  /** What questions and answers call it: its heading, unless that is empty or stands twice. */
  readonly key: string;
  /** As written. */
  readonly heading: string;
  readonly use: ColumnUse;
}

export type ColumnUse =
  | {
      readonly kind: "analyte";
      readonly analyte: AnalyteCode;
      /** As written or as answered; null: nobody has said. */
      readonly unit: string | null;
    }
  | { readonly kind: "field"; readonly field: TableField }
  | { readonly kind: "ignored" }
  /** Nobody has said yet; what it may be, likeliest first. */
  | { readonly kind: "open"; readonly candidates: readonly string[] };

/** Fields that a table may well have twice. */
const REPEATABLE: ReadonlySet<TableField> = new Set<TableField>(["analyte", "comment", "flag"]);

/** What every column is for, by answer or by heading. `unitBeside`: a unit stated for the column elsewhere. */
export function columnUses(
  headings: readonly string[],
  answers: ReadingAnswers,
  unitBeside: (index: number) => string | null = () => null,
): TableColumn[] {
  const keys = columnKeys(headings);
  const read = headings.map((heading, index): TableColumn & { answered: boolean } => {
    const key = keys[index] ?? heading;
    const answer = own(answers.columns, key);
    const unit = own(answers.units, key) ?? null;
    const answered = answer === undefined ? null : answeredUse(answer, heading, unit ?? unitBeside(index));
    const use = answered ?? headingUse(heading, unit, unitBeside(index));
    return { index, key, heading, use, answered: answered !== null };
  });
  const taken = new Map<string, number>();
  for (const { use } of read) {
    const name = usedAs(use);
    if (name !== null) taken.set(name, (taken.get(name) ?? 0) + 1);
  }
  return read.map(({ answered, ...column }) => {
    const name = usedAs(column.use);
    const doubled = name !== null && (taken.get(name) ?? 0) > 1 && !answered;
    return doubled ? { ...column, use: { kind: "open", candidates: [name] } } : column;
  });
}

function columnKeys(headings: readonly string[]): string[] {
  const count = new Map<string, number>();
  const plain = headings.map((heading) => heading.trim().replace(/\s+/g, " ").slice(0, 150));
  for (const heading of plain) count.set(heading, (count.get(heading) ?? 0) + 1);
  return plain.map((heading, index) => {
    if (heading === "") return `column ${index + 1}`;
    return count.get(heading) === 1 ? heading : `${heading} (column ${index + 1})`;
  });
}

function own(record: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

const isField = (name: string): name is TableField => TABLE_FIELDS.some((field) => field === name);

/** Null where the answer names nothing there is. */
function answeredUse(answer: string, heading: string, unit: string | null): ColumnUse | null {
  if (answer === IGNORED_COLUMN) return { kind: "ignored" };
  if (isField(answer)) return { kind: "field", field: answer };
  if (!isAnalyteCode(answer)) return null;
  const match = matchHeading(heading, unit);
  const written = match.kind === "field" ? null : match.unit;
  return { kind: "analyte", analyte: answer, unit: unit ?? written ?? onlyUnit(answer) };
}

function headingUse(heading: string, answeredUnit: string | null, beside: string | null): ColumnUse {
  const match = matchHeading(heading, answeredUnit ?? beside);
  if (match.kind === "field") return match;
  if (match.kind === "none") return { kind: "open", candidates: match.candidates };
  const { analyte } = match;
  return { kind: "analyte", analyte, unit: answeredUnit ?? match.unit ?? beside ?? onlyUnit(analyte) };
}

/** Where every unit of an analyte means the same number, none needs to be stated. */
export function onlyUnit(analyte: AnalyteCode): string | null {
  const { unit, units } = ANALYTES[analyte];
  const [first, ...others] = units;
  return first && others.every(({ scale }) => sameScale(scale, first.scale)) ? unit : null;
}

function usedAs(use: ColumnUse): string | null {
  if (use.kind === "analyte") return use.analyte;
  return use.kind === "field" && !REPEATABLE.has(use.field) ? use.field : null;
}

/** What to ask about a column nobody has explained. */
export function columnQuestion(column: TableColumn, fieldsAsked: boolean): ImportQuestion {
  const candidates = column.use.kind === "open" ? column.use.candidates : [];
  const offered = fieldsAsked ? [...ANALYTE_CODES, ...TABLE_FIELDS] : ANALYTE_CODES;
  const rest = offered.filter((name) => !candidates.includes(name));
  const [only] = candidates;
  const message =
    only !== undefined && candidates.length === 1
      ? `Is “${column.key}” ${nameOf(only)}, or not to be read?`
      : `What is in the column “${column.key}”?`;
  return { code: "column", about: column.key, message, choices: [...candidates, IGNORED_COLUMN, ...rest] };
}

/** What to ask about an analyte's column that says no unit. */
export function unitQuestion(column: TableColumn, analyte: AnalyteCode): ImportQuestion {
  return {
    code: "unit",
    about: column.key,
    message: `Which unit are the values of “${column.key}” (${ANALYTES[analyte].name}) in?`,
    choices: ANALYTES[analyte].units.map(({ unit }) => unit),
  };
}

function nameOf(candidate: string): string {
  return isAnalyteCode(candidate) ? ANALYTES[candidate].name : `the ${candidate}`;
}

export const isUnitOf = (analyte: AnalyteCode, text: string): boolean => acceptUnit(analyte, text) !== null;
