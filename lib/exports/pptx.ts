import PptxGenJS from "pptxgenjs";
import type { ExportFormat } from "./export-format";
import type { PatientReport } from "./patient-report";
import { plainText } from "./plain-text";
import { finishedPackage } from "./pptx-package";
import { boxHeight, drawBox } from "./slide-boxes";
import { drawCourse, hex } from "./slide-course";
import { drawFlowsheet } from "./slide-flowsheet";
import { FONT, SLIDE, slideBox } from "./slide-layout";

const COLUMN_WIDTH = SLIDE.width - SLIDE.margin - SLIDE.column;
const COLUMN_HEIGHT = SLIDE.bottom - SLIDE.top;

async function render(report: PatientReport): Promise<Uint8Array> {
  const deck = new PptxGenJS();
  deck.defineLayout({ name: "WIDE", width: SLIDE.width, height: SLIDE.height });
  deck.layout = "WIDE";
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
  const { boxes } = report;
  const full = boxes.reduce((sum, box) => sum + boxHeight(box, COLUMN_WIDTH, true), 0);
  const notesHere = full <= COLUMN_HEIGHT;
  const evidence = notesHere ? [] : evidencePages(report);
  const pages = 1 + evidence.length;

  const slide = deck.addSlide();
  drawHeader(slide, report);
  const charts = drawCourse(slide, report.figure, slideBox(report.figure, report.flowsheet.rows.length));
  drawFlowsheet(slide, report.flowsheet, slideBox(report.figure, report.flowsheet.rows.length).flowsheet);
  let y: number = SLIDE.top;
  for (const box of boxes) {
    // What does not fit beside the course is on the evidence pages, which hold every box in full.
    if (y + boxHeight(box, COLUMN_WIDTH, notesHere) > SLIDE.bottom + 0.2) break;
    y = drawBox(slide, box, { x: SLIDE.column, y, w: COLUMN_WIDTH }, notesHere);
  }
  drawFooter(slide, report, 1, pages);
  slide.addNotes(plainText(report.figure.summary));

  evidence.forEach((columns, index) => {
    const page = deck.addSlide();
    drawHeader(page, report);
    for (const { box, x, y, w } of columns) drawBox(page, box, { x, y, w }, true);
    drawFooter(page, report, index + 2, pages);
  });
  const bytes = (await deck.write({ outputType: "uint8array" })) as Uint8Array;
  return finishedPackage(bytes, charts, report.stamp);
}

interface PlacedBox {
  readonly box: PatientReport["boxes"][number];
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** Three columns a page; a box goes to the next column where it does not fit, and is never cut. */
function evidencePages({ boxes }: PatientReport): PlacedBox[][] {
  const gap = 0.35;
  const w = (SLIDE.width - 2 * SLIDE.margin - 2 * gap) / 3;
  const pages: PlacedBox[][] = [[]];
  let column = 0;
  let y: number = SLIDE.top;
  for (const box of boxes) {
    const height = boxHeight(box, w, true);
    if (y > SLIDE.top && y + height > SLIDE.bottom) {
      column += 1;
      y = SLIDE.top;
    }
    if (column === 3) {
      column = 0;
      pages.push([]);
    }
    pages.at(-1)?.push({ box, x: SLIDE.margin + column * (w + gap), y, w });
    y += height;
  }
  return pages;
}

function drawHeader(slide: PptxGenJS.Slide, { header }: PatientReport): void {
  const words = { fontFace: FONT, margin: 0, x: SLIDE.margin, w: SLIDE.width - 2 * SLIDE.margin } as const;
  slide.background = { color: "FFFFFF" };
  slide.addText(header.title, { ...words, y: 0.2, h: 0.36, fontSize: 20, bold: true, color: hex("ink") });
  slide.addText(header.lines.join(" · "), { ...words, y: 0.55, h: 0.22, fontSize: 11, color: hex("muted") });
  if (header.question) {
    slide.addText(header.question, {
      ...words,
      y: 0.76,
      h: 0.22,
      fontSize: 11,
      italic: true,
      color: hex("ink"),
    });
  }
}

function drawFooter(slide: PptxGenJS.Slide, report: PatientReport, page: number, pages: number): void {
  slide.addText(`${report.footer} · page ${page} of ${pages}`, {
    fontFace: FONT,
    margin: 0,
    x: SLIDE.margin,
    y: 7.24,
    w: SLIDE.width - 2 * SLIDE.margin,
    h: 0.18,
    fontSize: 8,
    color: hex("muted"),
  });
}

export const pptx: ExportFormat = {
  id: "pptx",
  mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  extension: "pptx",
  label: "Slide (PPTX)",
  render,
};
