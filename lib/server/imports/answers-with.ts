import { type ImportAnswers, importAnswers } from "@/lib/contract/import";
import { readingWith } from "./import-memory";

/** Stored answers with more of them over; patients, columns and codes one by one. */
export function answersWith(before: string, more: ImportAnswers): ImportAnswers {
  const known = importAnswers.parse(JSON.parse(before));
  return {
    ...known,
    ...more,
    ...readingWith(known, more),
    patients: { ...known.patients, ...more.patients },
  };
}
