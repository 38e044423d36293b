import type PptxGenJS from "pptxgenjs";
import type { VerdictTone } from "../display";
import { hex } from "./slide-course";
import { FONT } from "./slide-layout";
import type { VerdictBox } from "./verdict-boxes";

const TONES: Record<VerdictTone, string> = {
  met: "17693B",
  "not-met": "B01420",
  open: "8A5300",
  quiet: "111A23",
};

const SIZES = { title: 0.2, answer: 0.3, line: 0.19, note: 0.14, gap: 0.12 } as const;

/** Letters that fit an inch at the size of the lines, and at that of the notes. */
const LINE_LETTERS = 16;
const NOTE_LETTERS = 16;
/** Inches for the tick or cross. */
const MARK = 0.22;

const rowsOf = (text: string, inches: number, letters: number) =>
  Math.max(1, Math.ceil(text.length / (inches * letters)));

interface Columns {
  readonly text: number;
  readonly detail: number;
}

/** What is left of the width is shared as the longest words of each column need it; sources are often in capitals. */
function columnsOf({ lines }: VerdictBox, width: number): Columns {
  const text = Math.max(...lines.map((line) => line.text.length), 1);
  const detail = Math.max(...lines.map((line) => line.detail.length), 1) * 1.15;
  const share = Math.min(Math.max(text / (text + detail), 0.4), 0.75);
  return { text: (width - MARK) * share, detail: (width - MARK) * (1 - share) };
}

function lineHeight(line: VerdictBox["lines"][number], columns: Columns): number {
  const text = rowsOf(line.text, columns.text, LINE_LETTERS);
  const detail = rowsOf(line.detail, columns.detail, LINE_LETTERS);
  return SIZES.line + (Math.max(text, detail) - 1) * 0.14;
}

export function boxHeight(box: VerdictBox, width: number, notes: boolean): number {
  const words = notes ? box.notes : [];
  return (
    SIZES.title +
    (box.answer === "" ? 0 : SIZES.answer) +
    box.lines.reduce((sum, line) => sum + lineHeight(line, columnsOf(box, width)), 0) +
    words.reduce(
      (sum, note) => sum + rowsOf(note, width, NOTE_LETTERS) * SIZES.note,
      words.length > 0 ? 0.05 : 0,
    ) +
    SIZES.gap
  );
}

/** One verdict with its clauses as a native table; returns where the next may begin. */
export function drawBox(
  slide: PptxGenJS.Slide,
  box: VerdictBox,
  at: { readonly x: number; readonly y: number; readonly w: number },
  notes: boolean,
): number {
  const words = { fontFace: FONT, margin: 0, x: at.x, w: at.w } as const;
  let y = at.y;
  slide.addText(box.title, { ...words, y, h: SIZES.title, fontSize: 9, color: hex("muted"), valign: "top" });
  y += SIZES.title;
  if (box.answer !== "") {
    const tone = { fontSize: 15, bold: true, color: TONES[box.tone] };
    slide.addText(box.answer, { ...words, ...tone, y: y - 0.03, h: SIZES.answer, valign: "middle" });
    y += SIZES.answer;
  }
  if (box.lines.length > 0) {
    const columns = columnsOf(box, at.w);
    const heights = box.lines.map((line) => lineHeight(line, columns));
    slide.addTable(
      box.lines.map((line) => lineRow(line)),
      {
        x: at.x,
        y,
        w: at.w,
        colW: [MARK, columns.text, columns.detail],
        rowH: heights,
        fontFace: FONT,
        fontSize: 9,
        color: hex("ink"),
        margin: [0, 0.02, 0, 0],
        valign: "middle",
      },
    );
    y += heights.reduce((sum, height) => sum + height, 0);
  }
  if (notes && box.notes.length > 0) {
    const height = box.notes.reduce((sum, note) => sum + rowsOf(note, at.w, NOTE_LETTERS) * SIZES.note, 0.05);
    slide.addText(
      box.notes.map((text) => ({ text, options: { breakLine: true } })),
      { ...words, y: y + 0.04, h: height, fontSize: 8, color: hex("muted"), valign: "top" },
    );
    y += height;
  }
  return y + SIZES.gap;
}

const MARK_TONES = { "✓": TONES.met, "✗": TONES["not-met"], "?": TONES.open, "": TONES.quiet } as const;

function lineRow(line: VerdictBox["lines"][number]): PptxGenJS.TableRow {
  const none: PptxGenJS.BorderProps = { type: "none" };
  const rule: PptxGenJS.BorderProps = { type: "solid", pt: 0.5, color: hex("grid") };
  const border: [PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps] =
    [rule, none, none, none];
  return [
    { text: line.mark, options: { bold: true, color: MARK_TONES[line.mark], border } },
    { text: line.text, options: { border } },
    { text: line.detail, options: { align: "right", color: hex("muted"), border } },
  ];
}
