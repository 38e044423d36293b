import type { Assessment, Clause } from "../assessment";
import type { PatientRecord, ReportVersion } from "../record";

/**
 * Why the evidence shown does not carry a verdict of met, in words; empty where it does. Reads only what is printed
 * (text, limits, report), with a reading of its own, so that it cannot share a mistake with the core.
 */
export function doubtsAboutMet(record: PatientRecord, { remission }: Assessment): readonly string[] {
  const doubts: string[] = [];
  const start = record.courses.map((course) => course.start as string).sort()[0] ?? "9999";
  const used = (id: string | null): ReportVersion | undefined =>
    record.reports.find(
      ({ reportId, status }) => reportId === id && ["final", "corrected", "amended"].includes(status),
    );

  const marrow = used(remission.pairing?.marrowId ?? null);
  if (marrow?.specimen !== "marrow") doubts.push("no usable marrow");
  if (marrow?.adequate === false) doubts.push("an inadequate marrow");
  if (marrow && marrow.collected.date <= start) doubts.push("a baseline marrow");
  const count = used(remission.pairing?.countId ?? null);
  if (count?.specimen !== "blood") doubts.push("no usable count");

  for (const clause of remission.clauses) {
    if (clause.answer !== "met") doubts.push(`${clause.id} is ${clause.answer}`);
  }
  const clauseOf = (id: string): Clause | undefined => remission.clauses.find((each) => each.id === id);
  const blasts = mostOf(clauseOf("marrow-blasts")?.value ?? null);
  if (!(blasts <= 5)) doubts.push(`marrow blasts up to ${blasts}`);
  for (const code of ["WBC", "HGB", "PLT", "ANC"]) {
    const clause = clauseOf(`count-${code}`);
    const [low, high] = [clause?.interval?.low ?? null, clause?.interval?.high ?? null];
    if (!clause || (low === null && high === null)) doubts.push(`${code} has no interval`);
    if (low !== null && !(leastOf(clause?.value ?? null) >= low)) doubts.push(`${code} may be below ${low}`);
    if (high !== null && !(mostOf(clause?.value ?? null) <= high))
      doubts.push(`${code} may be above ${high}`);
  }
  const blood = clauseOf("blood-blasts")?.value ?? null;
  if (blood !== null && !/^(<=?|≤)?\s*0*\.?0*$|not detected/i.test(blood))
    doubts.push(`blood blasts ${blood}`);
  return doubts;
}

const NUMBER = String.raw`\d*\.?\d+(?:e[+-]?\d+)?`;

/** The greatest number a printed value allows; infinite where it sets none. */
function mostOf(printed: string | null): number {
  const found = new RegExp(
    `^(?:<=?|≤)?\\s*(?:${NUMBER}\\s*(?:[-–,]|to)\\s*)?(${NUMBER})\\.?$|^(?:not detected)$`,
    "i",
  ).exec(printed?.trim() ?? "");
  if (!found) return Infinity;
  return Number(found[1] ?? 0);
}

/** The least number a printed value allows; minus infinity where it sets none. */
function leastOf(printed: string | null): number {
  const found = new RegExp(`^(?:>=?|≥)?\\s*(${NUMBER})\\.?(?:\\s*(?:[-–,]|to)\\s*${NUMBER})?$`, "i").exec(
    printed?.trim() ?? "",
  );
  return found ? Number(found[1]) : -Infinity;
}
