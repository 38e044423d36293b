import "server-only";
import type { ImportPatientAnswer, ImportQuestionAnswer, UnmappedCode } from "@/lib/contract/import";
import type { ImportRow, ReadingDone } from "@/lib/imports/import-format";
import { missingFor } from "./import-patients";

/** What a person is asked before the rows can be trusted: how the file is read, and who its patients are. */
export function questionsOf(
  reading: ReadingDone,
  patients: readonly ImportPatientAnswer[],
): ImportQuestionAnswer[] {
  const open = patients.filter(({ state }) => state === "near" || state === "unknown");
  return [
    ...reading.questions.map(({ code, about, message, choices }) => ({ code, about, message, choices })),
    ...open.map((patient) => ({ about: patient.key, choices: [], ...patientQuestion(patient) })),
  ];
}

function patientQuestion(patient: ImportPatientAnswer): { code: string; message: string } {
  if (patient.state === "near") {
    const message = "A patient here is nearly the same: say which one it is.";
    return { code: "patient-near", message };
  }
  const missing = missingFor(patient);
  const create =
    missing.length === 0 ? "create the patient" : `the file does not give the ${missing.join(", ")}`;
  return {
    code: "patient-unknown",
    message: `No patient here has this MRN: choose one, or ${create}.`,
  };
}

/** The source's own code of a row that waits for its analyte; null for the others. */
export const unmappedCode = ({ code, sourceCode }: ImportRow): string | null =>
  code === "mapping-question" ? (sourceCode?.slice(0, 200) ?? null) : null;

/** The codes that nobody has given an analyte, with how many rows they hold back; a column asked about is none of them. */
export function unmappedCodes({ rows, questions }: Pick<ReadingDone, "rows" | "questions">): UnmappedCode[] {
  const columns = new Set(questions.filter(({ code }) => code === "column").map(({ about }) => about));
  const found = new Map<string, { code: string; label: string; suggestion: string | null; rows: number }>();
  for (const row of rows) {
    const code = unmappedCode(row);
    if (code === null || columns.has(code)) continue;
    const known = found.get(code);
    if (known !== undefined) known.rows += 1;
    else found.set(code, { code, label: row.label, suggestion: row.suggestion, rows: 1 });
  }
  return [...found.values()].sort((one, other) => other.rows - one.rows);
}
