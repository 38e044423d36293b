import type PptxGenJS from "pptxgenjs";
import { flagMark, stateNote } from "../figures/figure-words";
import type { Flowsheet } from "./flowsheet";
import { plainText } from "./plain-text";
import { hex } from "./slide-course";
import { FONT, ROW_HEIGHT, SLIDE } from "./slide-layout";

const NAME = 1.3;
const INTERVAL = 0.85;

/** A native table, newest day right. A value outside its interval is bold with arrow and letters, never coloured only. */
export function drawFlowsheet(slide: PptxGenJS.Slide, sheet: Flowsheet, top: number): void {
  if (sheet.rows.length === 0) return;
  const width = SLIDE.left - SLIDE.margin;
  const column = (width - NAME - INTERVAL) / Math.max(sheet.columns.length, 1);
  const line: PptxGenJS.BorderProps = { type: "solid", pt: 0.5, color: hex("grid") };
  const none: PptxGenJS.BorderProps = { type: "none" };
  const border: [PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps] =
    [none, none, line, none];
  const head = (content: string, sub: string): PptxGenJS.TableCell => ({
    text: [
      { text: content, options: { bold: true, breakLine: sub !== "" } },
      ...(sub === "" ? [] : [{ text: sub, options: { color: hex("muted"), fontSize: 7 } }]),
    ],
    options: { align: "right", valign: "bottom", border },
  });
  const rows: PptxGenJS.TableRow[] = [
    [
      { text: "Decisive days", options: { bold: true, valign: "bottom", border } },
      { text: "Interval", options: { align: "right", valign: "bottom", color: hex("muted"), border } },
      ...sheet.columns.map(({ label, sub }) => head(label, sub)),
    ],
    ...sheet.rows.map(
      (row): PptxGenJS.TableRow => [
        {
          text: [
            { text: row.label, options: { bold: true } },
            { text: ` ${row.unit}`, options: { color: hex("muted"), fontSize: 7 } },
          ],
          options: { border },
        },
        { text: row.interval, options: { align: "right", color: hex("muted"), border } },
        ...row.cells.map(
          (values): PptxGenJS.TableCell => ({
            text: values.length === 0 ? "·" : values.map(cellText).join(" / "),
            options: {
              align: "right",
              border,
              bold: values.some(({ flag }) => flag === "LL" || flag === "HH"),
              color: hex(values.length === 0 ? "muted" : "ink"),
            },
          }),
        ),
      ],
    ),
  ];
  slide.addTable(rows, {
    x: SLIDE.margin,
    y: top,
    w: width,
    colW: [NAME, INTERVAL, ...sheet.columns.map(() => column)],
    rowH: [0.32, ...sheet.rows.map(() => ROW_HEIGHT)],
    fontFace: FONT,
    fontSize: 8,
    color: hex("ink"),
    // Inches here, points elsewhere in the library.
    margin: [0, 0.03, 0, 0.03],
    valign: "middle",
  });
}

function cellText(value: Flowsheet["rows"][number]["cells"][number][number]): string {
  const note = { preliminary: "p", unconfirmed: "?" }[value.state as string] ?? stateNote(value.state);
  return plainText([value.text, flagMark(value.flag), note].filter((part) => part !== "").join(" "));
}
