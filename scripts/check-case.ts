import { assess } from "../lib/clinical/assess";
import type { Assessment, Clause } from "../lib/clinical/assessment";
import { DEFAULT_POLICY } from "../lib/clinical/policy";
import { readCase, type WorkedCase } from "./case-record";

/** One disagreement between a case and the assessment, with what the assessment rests on. */
export interface Mismatch {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly reasons: readonly string[];
}

/** Runs one case as written in a file: empty where it agrees. */
export function checkCase(input: unknown): { readonly id: string; readonly mismatches: readonly Mismatch[] } {
  const read = readCase(input);
  if (!read.ok) {
    const unreadable = {
      what: "case",
      expected: "a readable case",
      found: "unreadable",
      reasons: [read.reason],
    };
    return { id: read.id, mismatches: [unreadable] };
  }
  const { worked } = read;
  return {
    id: worked.title ? `${worked.id} ${worked.title}` : worked.id,
    mismatches: compare(worked, assess(worked.record, worked.asOf, DEFAULT_POLICY)),
  };
}

function compare({ expected }: WorkedCase, assessment: Assessment): readonly Mismatch[] {
  const { remission, milestone, courses, definitions } = assessment;
  const mismatches: Mismatch[] = [];
  const check = (
    what: string,
    wanted: string | null | undefined,
    found: string,
    reasons: readonly string[],
  ) => {
    if (wanted && wanted !== found) mismatches.push({ what, expected: wanted, found, reasons });
  };
  check("remission", expected.remission, remission.verdict, clauseReasons(remission.clauses));
  check("milestone", expected.milestone, milestone.state, [
    milestone.reason ?? "",
    ...clauseReasons(milestone.clauses),
  ]);
  const eln = definitions.eln2024;
  check("eln2024", expected.eln2024, eln?.verdict ?? "absent", eln?.reasons ?? []);
  for (const { start, milestone: state } of expected.courses ?? []) {
    const course = courses.find((each) => each.start === start);
    check(`course ${start}`, state, course?.milestone.state ?? "absent", [course?.milestone.reason ?? ""]);
  }
  const carried = notesOf(assessment);
  for (const code of expected.notes ?? []) {
    if (!carried.has(code)) check("note", code, "absent", [`carried: ${[...carried].join(", ") || "none"}`]);
  }
  return mismatches;
}

/** Every code the assessment carries: with the criterion, and with the milestone of any course. */
function notesOf({ remission, courses }: Assessment): ReadonlySet<string> {
  const notes = [...remission.notes, ...courses.flatMap(({ milestone }) => milestone.notes)];
  return new Set(notes.map(({ code }) => code));
}

function clauseReasons(clauses: readonly Clause[]): readonly string[] {
  return clauses.map(({ label, answer, value, unit, limit, reason }) =>
    [`${label}: ${answer}`, value && `${value} ${unit ?? ""}`.trim(), limit && `(${limit})`, reason]
      .filter(Boolean)
      .join(" "),
  );
}
