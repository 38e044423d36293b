import type { LiveChange } from "@/lib/contract/live";

const WORDS: Readonly<Record<string, string>> = {
  "report.record": "new report",
  "report.correct": "corrected report",
  "report.withdraw": "withdrawn report",
  "report.move": "moved report",
  "feed.receive": "message from the laboratory",
  "import.commit": "import",
  "import.revert": "reverted import",
  "policy.change": "policy change",
  "patient.create": "new patient",
  "critical.acknowledge": "acknowledged critical value",
};

const kindOf = ({ what, report }: LiveChange): string =>
  // A final report that takes the place of a preliminary one comes in as a new one does.
  what === "report.record" && (report?.version ?? 1) > 1
    ? "new version of a report"
    : (WORDS[what] ?? "change");

/** "1 new report by Nurse Name, 12:04"; of several the last is dated, and of several people one is named. */
export function changeWords(changes: readonly LiveChange[], name: string, time: string): string {
  const kinds = new Set(changes.map(kindOf));
  const [only = "change"] = kinds;
  const one = kinds.size === 1 ? only : "change";
  const count = changes.length;
  const what = count === 1 ? `1 ${one}` : `${count} ${many(one)}`;
  const others = new Set(changes.map(({ by }) => by)).size > 1 ? " and others" : "";
  return `${what} by ${name}${others}, ${time}`;
}

const many = (one: string) =>
  one.startsWith("message") || one.startsWith("new version")
    ? one.replace(/^(message|new version)/, "$1s")
    : `${one}s`;
