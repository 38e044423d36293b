import { csv } from "./csv";
import type { ExportFormat } from "./export-format";
import { png } from "./png";
import { pptx } from "./pptx";
import { svg } from "./svg";

/** Every format a report can be written in, by its id. */
export const EXPORT_FORMATS = { pptx, png, svg, csv } as const satisfies Record<string, ExportFormat>;

export type ExportFormatId = keyof typeof EXPORT_FORMATS;

/** The file's name: names nobody, and says nothing of when where that must not be told. */
export function exportFileName(report: { readonly fileStem: string }, format: ExportFormat): string {
  return `${report.fileStem}.${format.extension}`;
}
