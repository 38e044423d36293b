import type { WaitingSettled } from "@/lib/contract/import";
import { showCount } from "@/lib/display";

/** What writing waiting rows came to, in one sentence or two. */
export function settledWords(imports: WaitingSettled["imports"], left: number): string {
  const written = imports.reduce((rows, { counts }) => rows + (counts ? counts.new + counts.changed : 0), 0);
  const refused = imports.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  return [
    `${showCount(written, "value")} written from ${showCount(imports.length - refused.length, "import")}.`,
    left > 0 ? `${showCount(left, "import")} to go.` : null,
    refused[0] === undefined
      ? null
      : `${showCount(refused.length, "import")} could not be written: ${refused[0]}`,
  ]
    .filter((part) => part !== null)
    .join(" ");
}
