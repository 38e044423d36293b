import { THEMES } from "../figures/figure-themes";
import type { Shape } from "../figures/point-shape";
import { escapeXml } from "../figures/svg-markup";
import type { ChartPoint, ChartSeries, NativeChart } from "./chart-series";
import { type ChartSheet, columnName } from "./chart-workbook";

/** Where the plot lies within the chart's frame, as shares of it: fixed, so that shapes can be laid over it. */
export interface PlotBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const NS =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const colour = (hex: string) => `<a:solidFill><a:srgbClr val="${hex.slice(1).toUpperCase()}"/></a:solidFill>`;
const theme = THEMES.light;
const EMU_PER_POINT = 12_700;

/**
 * The chart part of one panel, in the order the schema demands. `relation` is the id under which the part refers to its
 * workbook.
 */
export function chartXml(chart: NativeChart, sheet: ChartSheet, plot: PlotBox, relation: string): string {
  const series = chart.series.map((each, index) => seriesXml(each, index, sheet)).join("");
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace ${NS}>` +
    '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>' +
    `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>` +
    `<c:x val="${plot.x}"/><c:y val="${plot.y}"/><c:w val="${plot.w}"/><c:h val="${plot.h}"/></c:manualLayout></c:layout>` +
    `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series}` +
    '<c:axId val="1"/><c:axId val="2"/></c:scatterChart>' +
    axisXml({ id: 1, cross: 2, position: "b", range: chart.x, hidden: true, log: false, unit: null }) +
    axisXml({
      id: 2,
      cross: 1,
      position: "l",
      range: chart.y,
      hidden: false,
      log: chart.log,
      unit: chart.majorUnit,
    }) +
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>" +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>" +
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="800"/></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>` +
    `<c:externalData r:id="${relation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
  );
}

function axisXml(axis: {
  readonly id: number;
  readonly cross: number;
  readonly position: "b" | "l";
  readonly range: readonly [number, number];
  readonly hidden: boolean;
  readonly log: boolean;
  readonly unit: number | null;
}): string {
  const grid = axis.hidden
    ? ""
    : `<c:majorGridlines><c:spPr><a:ln w="6350">${colour(theme.grid)}</a:ln></c:spPr></c:majorGridlines>`;
  return (
    `<c:valAx><c:axId val="${axis.id}"/><c:scaling>${axis.log ? '<c:logBase val="10"/>' : ""}` +
    `<c:orientation val="minMax"/><c:max val="${axis.range[1]}"/><c:min val="${axis.range[0]}"/></c:scaling>` +
    `<c:delete val="${axis.hidden ? 1 : 0}"/><c:axPos val="${axis.position}"/>${grid}` +
    '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>' +
    '<c:tickLblPos val="low"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>' +
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="800">${colour(theme.muted)}` +
    '<a:latin typeface="Arial"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>' +
    `<c:crossAx val="${axis.cross}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>` +
    `${axis.unit === null ? "" : `<c:majorUnit val="${axis.unit}"/>`}</c:valAx>`
  );
}

const DASHES = { solid: "solid", dash: "dash", dot: "sysDot", none: "solid" } as const;

function seriesXml(series: ChartSeries, index: number, sheet: ChartSheet): string {
  const place = sheet.places[index];
  if (!place) return "";
  const { points } = series;
  const width = Math.round((series.line === "dot" ? 1 : 1.5) * EMU_PER_POINT);
  const line =
    series.line === "none"
      ? "<a:ln><a:noFill/></a:ln>"
      : `<a:ln w="${width}" cap="rnd">${colour(theme[series.tone])}<a:prstDash val="${DASHES[series.line]}"/><a:round/></a:ln>`;
  const cells = (column: number) =>
    `Sheet1!$${columnName(column)}$2:$${columnName(column)}$${points.length + 1}`;
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef>` +
    `<c:f>Sheet1!$${columnName(place.y)}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">` +
    `<c:v>${escapeXml(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>${line}</c:spPr>` +
    '<c:marker><c:symbol val="none"/></c:marker>' +
    points.map((point, at) => pointXml(point, at, series)).join("") +
    `<c:xVal>${numbersXml(
      cells(place.x),
      points.map(({ x }) => x),
    )}</c:xVal>` +
    `<c:yVal>${numbersXml(
      cells(place.y),
      points.map(({ y }) => y),
    )}</c:yVal><c:smooth val="0"/></c:ser>`
  );
}

function numbersXml(reference: string, values: readonly (number | null)[]): string {
  const cells = values.map((value, at) =>
    value === null ? "" : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`,
  );
  return (
    `<c:numRef><c:f>${reference}</c:f><c:numCache><c:formatCode>General</c:formatCode>` +
    `<c:ptCount val="${values.length}"/>${cells.join("")}</c:numCache></c:numRef>`
  );
}

const SYMBOLS = {
  dot: { symbol: "circle", size: 4, open: false },
  square: { symbol: "square", size: 6, open: true },
  ring: { symbol: "circle", size: 5, open: true },
  diamond: { symbol: "diamond", size: 8, open: true },
  "triangle-down": { symbol: "triangle", size: 7, open: true },
  "triangle-up": { symbol: "triangle", size: 7, open: true },
  // Values that are shown and not used are filled: LibreOffice draws an open mark without a line as a white spot.
  unconfirmed: { symbol: "circle", size: 6, open: false },
  preliminary: { symbol: "circle", size: 6, open: false },
  ghost: { symbol: "star", size: 6, open: false },
  cross: { symbol: "x", size: 6, open: false },
  words: { symbol: "plus", size: 6, open: false },
} as const satisfies Record<Shape, { symbol: string; size: number; open: boolean }>;

function pointXml({ shape }: ChartPoint, at: number, { tone }: ChartSeries): string {
  if (shape === null) return "";
  const { symbol, size, open } = SYMBOLS[shape];
  const fill = open ? theme.surface : theme[tone];
  return (
    `<c:dPt><c:idx val="${at}"/><c:marker><c:symbol val="${symbol}"/><c:size val="${size}"/>` +
    `<c:spPr>${colour(fill)}<a:ln w="12700">${colour(theme[tone])}</a:ln></c:spPr></c:marker>` +
    '<c:bubble3D val="0"/></c:dPt>'
  );
}
