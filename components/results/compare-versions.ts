import type { ReportAnswer, ResultAnswer } from "@/lib/contract/report";

export type Difference = "same" | "changed" | "added" | "removed";

export interface ComparedResult {
  readonly analyte: string;
  /** In this version; null where it is no longer in the report. */
  readonly now: ResultAnswer | null;
  /** In the version before; null where it was not in it, or there is none before. */
  readonly before: ResultAnswer | null;
  readonly difference: Difference;
}

export interface ComparedVersion {
  readonly version: ReportAnswer;
  readonly results: readonly ComparedResult[];
  /** What changed about the report itself: "collected", "status", "adequate". */
  readonly fields: readonly ("collected" | "status" | "adequate")[];
}

/** What was received: text, unit, interval and confirmation decide; how it is judged follows from them. */
const asReceived = ({ text, unit, interval, confirmed, state, value }: ResultAnswer) =>
  JSON.stringify([text, unit, interval, confirmed, state, value]);

function compareResults(now: ReportAnswer, before: ReportAnswer | null): ComparedResult[] {
  const old = new Map(before?.results.map((result) => [result.analyte, result]));
  const kept = now.results.map((result): ComparedResult => {
    const was = old.get(result.analyte) ?? null;
    old.delete(result.analyte);
    const difference =
      was === null
        ? before === null
          ? "same"
          : "added"
        : asReceived(was) === asReceived(result)
          ? "same"
          : "changed";
    return { analyte: result.analyte, now: result, before: was, difference };
  });
  const removed = [...old.values()].map(
    (was): ComparedResult => ({ analyte: was.analyte, now: null, before: was, difference: "removed" }),
  );
  return [...kept, ...removed];
}

/** Each version beside the one before it, newest first, as they come. */
export function compareVersions(versions: readonly ReportAnswer[]): ComparedVersion[] {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  return newestFirst.map((version, index) => {
    const before = newestFirst[index + 1] ?? null;
    const fields: ComparedVersion["fields"][number][] = [];
    if (before) {
      if (before.collectedOn !== version.collectedOn || before.collectedTime !== version.collectedTime) {
        fields.push("collected");
      }
      if (before.status !== version.status) fields.push("status");
      if (before.adequate !== version.adequate) fields.push("adequate");
    }
    return { version, results: compareResults(version, before), fields };
  });
}
