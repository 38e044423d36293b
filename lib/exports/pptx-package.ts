import JSZip from "jszip";
import { chartSheet, chartWorkbook } from "./chart-workbook";
import { chartXml } from "./chart-xml";
import { zipped } from "./fixed-zip";
import type { PlacedChart } from "./slide-course";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const CHARTS = /^ppt\/(?:charts|embeddings)\//;

/**
 * What the library leaves to be put right: the charts and their workbooks are ours (it can neither interrupt a line
 * nor mark a single point, and it numbers charts through the life of the process), the properties carry its name and
 * the clock, and so does every entry of the archive.
 */
export async function finishedPackage(
  bytes: Uint8Array,
  charts: readonly PlacedChart[],
  stamp: string | null,
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const names = numberedCharts(zip);
  if (names.length !== charts.length) throw new Error(`${names.length} places for ${charts.length} charts.`);
  for (const name of Object.keys(zip.files)) if (CHARTS.test(name)) zip.remove(name);
  for (const [index, placed] of charts.entries()) await addChart(zip, index + 1, placed);
  for (const name of ["[Content_Types].xml", "ppt/slides/_rels/slide1.xml.rels"]) {
    const text = (await zip.file(name)?.async("string")) ?? "";
    const renamed = text.replace(/\/ppt\/charts\/(chart\d+\.xml)/g, (whole, found: string) => {
      const place = names.indexOf(found);
      return place < 0 ? whole : `/ppt/charts/chart${place + 1}.xml`;
    });
    zip.file(name, renamed);
  }
  zip.file("docProps/core.xml", coreProperties(stamp));
  zip.file("docProps/app.xml", APP_PROPERTIES);
  return zipped(zip);
}

/** The library's chart parts in the order they were added to the slide. */
function numberedCharts(zip: JSZip): string[] {
  return Object.keys(zip.files)
    .flatMap((name) => /^ppt\/charts\/(chart\d+\.xml)$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]));
}

async function addChart(zip: JSZip, number: number, { chart, plot }: PlacedChart): Promise<void> {
  const workbook = `chart${number}.xlsx`;
  zip.file(`ppt/charts/chart${number}.xml`, chartXml(chart, chartSheet(chart), plot, "rId1"));
  zip.file(
    `ppt/charts/_rels/chart${number}.xml.rels`,
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" ' +
      `Target="../embeddings/${workbook}"/></Relationships>`,
  );
  zip.file(`ppt/embeddings/${workbook}`, await chartWorkbook(chart));
}

const APP_PROPERTIES =
  `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
  "<Application>Day 29</Application></Properties>";

function coreProperties(stamp: string | null): string {
  const time = stamp?.replace(/\.\d+Z$/, "Z");
  const dates = time
    ? `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>` +
      `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`
    : "";
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>Course of treatment and laboratory results</dc:title><dc:creator>Day 29</dc:creator>${dates}</cp:coreProperties>`
  );
}
