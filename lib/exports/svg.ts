import { courseFigureSvg } from "../figures/svg";
import type { ExportFormat } from "./export-format";
import type { PatientReport } from "./patient-report";
import { plainText } from "./plain-text";

/** The course figure with its header and footer, 1080 wide. */
export function reportSvg(report: PatientReport): string {
  const { header, boxes } = report;
  const verdicts = boxes
    .filter(({ answer }) => answer !== "")
    .map(({ title, answer }) => `${title.split(" · ")[0]}: ${answer}`);
  return courseFigureSvg(report.figure, {
    width: 1080,
    header: [header.title, ...header.lines, ...(header.question ? [header.question] : [])].map(plainText),
    footer: [verdicts.join("  |  "), report.footer].map(plainText),
  });
}

export const svg: ExportFormat = {
  id: "svg",
  mediaType: "image/svg+xml",
  extension: "svg",
  label: "SVG",
  render: async (report) => new TextEncoder().encode(reportSvg(report)),
};
