import JSZip from "jszip";
import { escapeXml } from "../figures/svg-markup";
import type { NativeChart } from "./chart-series";
import { zipped } from "./fixed-zip";

/** Which columns of the sheet hold a series. */
export interface ChartSheet {
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/** Three columns a series: when in words, the day on the axis, the value. */
export function chartSheet(chart: NativeChart): ChartSheet {
  return { places: chart.series.map((_, index) => ({ x: index * 3 + 1, y: index * 3 + 2 })) };
}

/** 0 is A */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The workbook that opens with "Edit data": nothing but the numbers of the chart, no author and no clock. */
export async function chartWorkbook(chart: NativeChart): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file(
    "[Content_Types].xml",
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  );
  zip.file(
    "_rels/.rels",
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  zip.file(
    "xl/workbook.xml",
    `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets>` +
      '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  );
  zip.file(
    "xl/_rels/workbook.xml.rels",
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  );
  zip.file("xl/worksheets/sheet1.xml", sheetXml(chart));
  return zipped(zip);
}

function sheetXml({ series }: NativeChart): string {
  const longest = Math.max(0, ...series.map(({ points }) => points.length));
  const heads = series.flatMap(({ name }) => ["When", "Day on the axis", name]).map(textCell(0));
  const rows = [`<row r="1">${heads.join("")}</row>`];
  for (let at = 0; at < longest; at++) {
    const cells = series.flatMap(({ points }, index) => {
      const point = points[at];
      if (!point) return [];
      const column = index * 3;
      return [
        point.when === "" ? "" : textCell(at + 1)(point.when, column),
        numberCell(point.x, column + 1, at + 1),
        point.y === null ? "" : numberCell(point.y, column + 2, at + 1),
      ];
    });
    rows.push(`<row r="${at + 2}">${cells.join("")}</row>`);
  }
  return `${HEAD}<worksheet xmlns="${SHEET}"><sheetData>${rows.join("")}</sheetData></worksheet>`;
}

function textCell(row: number) {
  return (content: string, column: number) =>
    `<c r="${columnName(column)}${row + 1}" t="inlineStr"><is><t>${escapeXml(content)}</t></is></c>`;
}

function numberCell(value: number, column: number, row: number): string {
  return `<c r="${columnName(column)}${row + 1}"><v>${value}</v></c>`;
}
