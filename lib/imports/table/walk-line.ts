import { type AnalyteCode, isAnalyteCode } from "@/lib/clinical/analytes";
import type { ImportQuestion, ReadingAnswers } from "../import-format";
import type { AnalyteMatch, TestName } from "../match-analyte";
import type { Observation, RowProblem } from "../observation";
import { onlyUnit, type TableColumn, unitQuestion } from "./column-use";
import { neededMark } from "./decimal-evidence";
import type { FactReader, LineFacts } from "./line-facts";
import { type HeadingMatch, matchHeading } from "./match-heading";
import { type PlacedLine, type TablePlan, waitsForMark } from "./table-plan";

/** Lines of a table as observations, one for each value, in the order of the file. */
export interface LineWalker {
  readonly walk: (line: PlacedLine) => readonly Observation[];
  /** What only the lines could tell has to be asked; complete when all are walked. */
  readonly questions: () => readonly ImportQuestion[];
}

export function lineWalker(plan: TablePlan, facts: FactReader, answers: ReadingAnswers): LineWalker {
  return plan.layout === "wide" ? wideWalker(plan, facts) : longWalker(plan, facts, answers);
}

const DOCUMENT = 0;

interface Value {
  readonly line: PlacedLine;
  /** From 0; null: the line as a whole. */
  readonly column: number | null;
  readonly test: TestName;
  readonly text: string;
  readonly unit: string | null;
  readonly intervalText: string | null;
  readonly problem: RowProblem | null;
}

/** Written out rather than spread: a file has hundreds of thousands of these. */
function observation(value: Value, facts: LineFacts, plan: TablePlan): Observation {
  const { line, column, test, text, unit, intervalText } = value;
  const isNumber = column !== null && line.numbers?.[column] === true;
  const asked = value.problem === null && !isNumber && waitsForMark(text, plan);
  return {
    at: test.label === "" ? `row ${line.row}` : `row ${line.row}, ${test.label}`,
    line: line.line,
    column: column === null ? null : column + 1,
    document: DOCUMENT,
    patientKey: facts.patientKey,
    accession: facts.accession,
    specimen: facts.specimen,
    subId: facts.subId,
    collected: facts.collected,
    orderStatus: facts.orderStatus,
    valueStatus: facts.valueStatus,
    test,
    text,
    unit,
    intervalText,
    decimalMark: isNumber ? null : neededMark(text, plan.mark),
    intervalMark: plan.mark,
    problem: asked ? markAsked(text) : value.problem,
  };
}

const markAsked = (text: string): RowProblem => ({
  outcome: "set-aside",
  code: "decimal-ambiguous",
  reason: `“${text.trim().slice(0, 40)}” can be read in two ways: a person says what stands before its decimals.`,
});

/** A line with more or fewer cells than there are headings: a mark is missing or too many, and nobody knows where. */
function unevenLine(line: PlacedLine, plan: TablePlan, facts: LineFacts): Observation | null {
  const width = plan.columns.length;
  const named = plan.columns.findLastIndex(({ heading }) => heading.trim() !== "") + 1;
  const { length } = line.cells;
  const beyond = line.cells.findIndex((cell, index) => index >= width && cell.trim() !== "");
  // A sheet leaves empty cells out; a text that does has lost a mark.
  if (beyond < 0 && (length >= named || line.numbers !== undefined)) return null;
  const counted = beyond < 0 ? length : line.cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  const problem: RowProblem = {
    outcome: "refused",
    code: "uneven-line",
    reason: `The line has ${counted} cells, the headings are ${named}.`,
  };
  const test = { codes: [], label: "" };
  const column = beyond < 0 ? length : beyond;
  return observation(
    { line, column, test, text: "", unit: null, intervalText: null, problem },
    { ...facts, patientKey: null },
    plan,
  );
}

function wideWalker(plan: TablePlan, facts: FactReader): LineWalker {
  const columns = plan.columns.flatMap((column) => valueColumn(column) ?? []);
  return {
    questions: () => [],
    walk(line) {
      const about = facts.factsOf(line);
      const uneven = unevenLine(line, plan, about);
      if (uneven) return [uneven];
      const found: Observation[] = [];
      for (const { index, unit, test } of columns) {
        const text = line.cells[index] ?? "";
        if (text.trim() === "") continue;
        found.push(
          observation(
            { line, column: index, test, text, unit, intervalText: null, problem: null },
            about,
            plan,
          ),
        );
      }
      return found;
    },
  };
}

interface ValueColumn {
  readonly index: number;
  readonly unit: string | null;
  readonly test: TestName;
}

/** Null for a column that holds no values, as far as is known. */
function valueColumn({ index, key, heading, use }: TableColumn): ValueColumn | null {
  const label = heading.trim() === "" ? key : heading.trim();
  const codes = [{ code: key, system: "heading" }];
  if (use.kind === "analyte") {
    return { index, unit: use.unit, test: { codes, label, read: { kind: "analyte", analyte: use.analyte } } };
  }
  // A field that stands twice is open, too, and holds no values.
  if (use.kind !== "open" || use.candidates.some((name) => !isAnalyteCode(name))) return null;
  return { index, unit: null, test: { codes, label, read: matchOf(matchHeading(heading)) ?? LOCAL } };
}

const LOCAL: AnalyteMatch = { kind: "local" };

/** A heading's match as an analyte's; null where nothing is known of it. */
function matchOf(match: HeadingMatch): AnalyteMatch | null {
  if (match.kind === "analyte") return { kind: "question", candidates: [match.analyte] };
  if (match.kind === "field" || match.candidates.length === 0) return null;
  return { kind: "question", candidates: match.candidates };
}

function longWalker(plan: TablePlan, facts: FactReader, answers: ReadingAnswers): LineWalker {
  const tests = plan.columns.filter(({ use }) => use.kind === "field" && use.field === "analyte");
  const valueAt = plan.columns.findIndex(({ use }) => use.kind === "field" && use.field === "value");
  const name = testNames();
  const unitless = new Map<string, AnalyteCode>();
  const unitOf = (stated: string, names: readonly string[]): string | null => {
    if (stated.trim() !== "") return stated;
    const answered = names.find((one) => Object.hasOwn(answers.units ?? {}, one));
    if (answered !== undefined) return answers.units?.[answered] ?? null;
    const { read } = name(names, null);
    return read?.kind === "analyte" ? onlyUnit(read.analyte) : null;
  };
  return {
    questions: () =>
      [...unitless].map(([label, analyte]) => {
        const column = { index: -1, key: label, heading: label, use: { kind: "ignored" } } as const;
        return unitQuestion(column, analyte);
      }),
    walk(line) {
      const about = facts.factsOf(line);
      const uneven = unevenLine(line, plan, about);
      if (uneven) return [uneven];
      const names = tests.map(({ index }) => (line.cells[index] ?? "").trim()).filter((text) => text !== "");
      const text = valueAt < 0 ? "" : (line.cells[valueAt] ?? "");
      if (names.length === 0 && text.trim() === "") return [];
      const unit = unitOf(facts.textOf(line, "unit"), names);
      const test = name(names, unit);
      if (unit === null && test.read?.kind === "analyte" && /\d/.test(text)) {
        unitless.set(test.codes[0]?.code ?? test.label, test.read.analyte);
      }
      const column = valueAt < 0 ? null : valueAt;
      const intervalText = intervalOf(line, facts);
      const problem = lineProblem(names, plan);
      return [observation({ line, column, test, text, unit, intervalText, problem }, about, plan)];
    },
  };
}

function lineProblem(names: readonly string[], plan: TablePlan): RowProblem | null {
  if (names.length === 0) {
    return { outcome: "refused", code: "incomplete", reason: "The line has a value and names no test." };
  }
  if (plan.layout !== null) return null;
  const reason = "Whether the table has one value or one report on a line is still a question.";
  return { outcome: "set-aside", code: "mapping-question", reason };
}

function intervalOf(line: PlacedLine, facts: FactReader): string | null {
  const whole = facts.textOf(line, "interval").trim();
  if (whole !== "") return whole;
  const low = facts.textOf(line, "low").trim();
  const high = facts.textOf(line, "high").trim();
  if (low !== "" && high !== "") return `${low} - ${high}`;
  if (low !== "") return `>= ${low}`;
  return high === "" ? null : `<= ${high}`;
}

/** Names of tests, each understood once with the unit beside it. */
function testNames(): (names: readonly string[], unit: string | null) => TestName {
  const known = new Map<string, TestName>();
  return (names, unit) => {
    const key = JSON.stringify([names, unit]);
    const before = known.get(key);
    if (before) return before;
    const test = readTest(names, unit);
    known.set(key, test);
    return test;
  };
}

function readTest(names: readonly string[], unit: string | null): TestName {
  const codes = names.map((code) => ({ code, system: "" }));
  const matches = names.map((name) => matchHeading(name, unit));
  const found = [...new Set(matches.flatMap((match) => (match.kind === "analyte" ? [match.analyte] : [])))];
  const label = names.at(-1) ?? "";
  const [only] = found;
  if (only && found.length === 1) return { codes, label, read: { kind: "analyte", analyte: only } };
  if (only) return { codes, label, read: { kind: "question", candidates: found } };
  const candidates = [
    ...new Set(matches.flatMap((match) => (match.kind === "none" ? match.candidates : []))),
  ];
  return candidates.length > 0 ? { codes, label, read: { kind: "question", candidates } } : { codes, label };
}
