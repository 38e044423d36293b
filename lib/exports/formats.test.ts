import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { inventedRecord, inventedReport } from "../figures/fixtures/invented-course";
import { nativeChart } from "./chart-series";
import type { ExportFormat } from "./export-format";
import { inventedPatientReport, SECRETS, SUBJECT } from "./fixtures/invented-report";
import { EXPORT_FORMATS, exportFileName } from "./registry";

const formats = Object.entries<ExportFormat>(EXPORT_FORMATS);

/** Every byte that can be read, archives within archives opened, names of parts included. */
async function readable(bytes: Uint8Array, name = ""): Promise<string> {
  const text = Buffer.from(bytes).toString("latin1") + Buffer.from(bytes).toString("utf8");
  if (!text.startsWith("PK")) return `${name}\n${text}`;
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files).filter((file) => !file.dir);
  const texts = parts.map(async (file) => readable(await file.async("uint8array"), file.name));
  return [name, ...(await Promise.all(texts))].join("\n");
}

/** Elements left open, or the first thing that is wrong: every tag closed in order, no bare "<" or "&" in text. */
function wellFormed(xml: string): { open: string[] } {
  const open: string[] = [];
  const rest = xml.replace(/<\?[^>]*\?>/g, "");
  for (const [token, close, name = "", attributes = "", self] of rest.matchAll(
    /<(\/)?([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/)?>|[^<]+|</g,
  )) {
    if (token === "<") return { open: ["stray <"] };
    const words = name === "" ? token : attributes;
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(words))
      return { open: [`stray & in ${words}`] };
    if (name === "" || self) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) return { open: [`closed ${name}`] };
  }
  return { open };
}

describe.each(formats)("the format %s", (id, format) => {
  test("is registered under its own id, with a type, an extension and a label", () => {
    expect(format.id).toBe(id);
    expect(format.mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+(; charset=utf-8)?$/);
    expect(format.extension).toMatch(/^[a-z]+$/);
    expect(format.label).not.toBe("");
  });

  test("gives the same bytes for the same report, whenever it is asked", async () => {
    const first = await format.render(inventedPatientReport());
    const second = await format.render(inventedPatientReport());
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  test("holds no identifier, date or free text when de-identified, in any part of it or in its name", async () => {
    const report = inventedPatientReport({ identity: "de-identified" });
    const text = (await readable(await format.render(report))) + exportFileName(report, format);
    for (const secret of SECRETS) {
      // Namespaces of the office formats carry years of their own.
      const found = text.replace(/http:\/\/[^"]*|\{[0-9A-F-]{36}\}/g, "").includes(secret);
      expect({ secret, found }).toEqual({ secret, found: false });
    }
  });

  test("names nobody in its file name even when identified", () => {
    const name = exportFileName(inventedPatientReport(), format);
    expect(name).toBe(`course-2026-04-17.${format.extension}`);
  });

  test.each([
    ["without reports", { reports: [] }],
    ["without anything", { reports: [], courses: [], support: [] }],
    [
      "of one censored and one zero value",
      {
        reports: [
          inventedReport({ id: "a", elapsed: 3, values: { WBC: "<0.1", PLT: "<5" } }),
          inventedReport({ id: "b", elapsed: 4, values: { WBC: "0", PLT: "0" } }),
        ],
      },
    ],
  ])("renders a record %s", async (_, change) => {
    const bytes = await format.render(inventedPatientReport({}, inventedRecord(change)));
    // A table without values is its head.
    expect(bytes.length).toBeGreaterThan(id === "csv" ? 100 : 1000);
    const text = await readable(bytes);
    if (id !== "png") expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("the picture", () => {
  test("holds letters, in the product's own font, at twice the size", async () => {
    const png = Buffer.from(await EXPORT_FORMATS.png.render(inventedPatientReport()));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2160);
    // No text chunk: only what is drawn.
    expect(png.toString("latin1")).not.toMatch(/tEXt|iTXt|zTXt|tIME/);
  });
});

describe("the slide", () => {
  const unzipped = async (change = {}, record = inventedRecord()) =>
    JSZip.loadAsync(await EXPORT_FORMATS.pptx.render(inventedPatientReport(change, record)));
  const part = async (zip: JSZip, name: string) => (await zip.file(name)?.async("string")) ?? "";

  test("has a native chart with its workbook for every panel, and native tables", async () => {
    const zip = await unzipped();
    const charts = Object.keys(zip.files).filter((name) => /^ppt\/charts\/chart\d\.xml$/.test(name));
    expect(charts).toEqual([1, 2, 3, 4, 5].map((number) => `ppt/charts/chart${number}.xml`));
    for (const chart of charts) {
      const number = /\d/.exec(chart)?.[0];
      expect(await part(zip, chart)).toContain("<c:scatterChart>");
      expect(await part(zip, `ppt/charts/_rels/chart${number}.xml.rels`)).toContain(
        `embeddings/chart${number}.xlsx`,
      );
      expect(zip.file(`ppt/embeddings/chart${number}.xlsx`)).not.toBeNull();
    }
    const slide = await part(zip, "ppt/slides/slide1.xml");
    expect(slide.match(/<a:tbl>/g)?.length).toBeGreaterThanOrEqual(3);
    expect(slide.match(/<c:chart /g)).toHaveLength(5);
    expect(await part(zip, "[Content_Types].xml")).not.toMatch(/charts\/chart[6-9]/);
  });

  test("charts the values of the figure, and only those: in the drawing and in the workbook behind it", async () => {
    const report = inventedPatientReport({}, inventedRecord());
    const zip = await JSZip.loadAsync(await EXPORT_FORMATS.pptx.render(report));
    for (const [index, panel] of report.figure.panels.entries()) {
      const xml = await part(zip, `ppt/charts/chart${index + 1}.xml`);
      const [first = ""] = xml.match(/<c:ser>.*?<\/c:ser>/s) ?? [];
      const [, ys = ""] = /<c:yVal>(.*?)<\/c:yVal>/s.exec(first) ?? [];
      const drawn = [...ys.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value]) => Number(value));
      expect(drawn).toEqual(panel.points.map((point) => point.y));
      const book = await zip.file(`ppt/embeddings/chart${index + 1}.xlsx`)?.async("uint8array");
      const sheet = await part(await JSZip.loadAsync(book ?? new Uint8Array()), "xl/worksheets/sheet1.xml");
      const cells = [...sheet.matchAll(/<c r="C\d+"><v>([^<]*)<\/v>/g)].map(([, value]) => Number(value));
      expect(cells).toEqual(drawn);
    }
  });

  test("a logarithmic axis drops 0, so a zero is told in words beside it", () => {
    const reports = ["0", "3", "<0.1"].map((WBC, elapsed) =>
      inventedReport({ id: String(elapsed), elapsed, values: { WBC } }),
    );
    const { figure } = inventedPatientReport({}, inventedRecord({ reports }));
    const wbc = figure.panels.find((panel) => panel.analyte === "WBC");
    if (!wbc) throw new Error("WBC is a panel");
    const chart = nativeChart(wbc, figure);
    expect(chart).toMatchObject({ log: true, y: [0.1, 100] });
    expect(chart.untold).toEqual(["WBC 0, Day 1"]);
    const ys = chart.series.flatMap((series) => series.points.map((point) => point.y));
    expect(ys.filter((y) => y !== null && y <= 0)).toEqual([]);
  });

  test("a gap of the figure is a gap of the chart", () => {
    const reports = ["40", "50", "DNR", "60", "70"].map((PLT, elapsed) =>
      inventedReport({ id: String(elapsed), elapsed, values: { PLT } }),
    );
    const { figure } = inventedPatientReport({}, inventedRecord({ reports }));
    const platelets = figure.panels.at(-1);
    if (!platelets) throw new Error("PLT is a panel");
    expect(nativeChart(platelets, figure).series[0]?.points.map((point) => point.y)).toEqual([
      40,
      50,
      null,
      60,
      70,
    ]);
  });

  test("points nowhere outside itself and carries no clock", async () => {
    const zip = await unzipped();
    const text = await readable(await zip.generateAsync({ type: "uint8array" }));
    expect(text).not.toMatch(/TargetMode|hlinkClick|<p:video|javascript:/);
    expect(text).not.toContain(new Date().toISOString().slice(0, 10));
    expect(text).not.toMatch(/PptxGenJS/);
    expect(await part(zip, "docProps/core.xml")).toContain(">2026-04-17T16:00:00Z<");
    for (const file of Object.values(zip.files)) expect(file.date.getUTCFullYear()).toBe(1980);
    const hidden = await unzipped({ identity: "de-identified" });
    expect(await part(hidden, "docProps/core.xml")).not.toMatch(/dcterms:(?:created|modified)/);
  });

  test("a hostile name is text, in every part", async () => {
    const familyName = `</a:t><script>"'&\u0000\u202eEvil`;
    const zip = await unzipped({ subject: { ...SUBJECT, familyName } });
    const slide = await part(zip, "ppt/slides/slide1.xml");
    expect(slide).toContain("&lt;/a:t&gt;&lt;script&gt;");
    for (const lost of ["<script", "\u0000", "\u202e"]) expect(slide).not.toContain(lost);
  });

  test("numbers its pages, and a second one holds in full what does not fit beside the course", async () => {
    const zip = await unzipped({}, inventedRecord());
    const slides = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d\.xml$/.test(name));
    for (const [index, name] of slides.entries()) {
      expect(await part(zip, name)).toContain(`page ${index + 1} of ${slides.length}`);
    }
  });

  test("every part is well-formed XML, whatever the names are", async () => {
    const zip = await unzipped({ subject: { ...SUBJECT, familyName: `<&"'>]]>` }, identity: "identified" });
    const parts = Object.values(zip.files).filter((file) => /\.(?:xml|rels)$/.test(file.name));
    expect(parts.length).toBeGreaterThan(20);
    for (const file of parts)
      expect({ part: file.name, ...wellFormed(await file.async("string")) }).toMatchObject({ open: [] });
    expect(wellFormed("<a><b></a></b>").open).not.toEqual([]);
    expect(wellFormed("<a>&nope;</a>").open).not.toEqual([]);
  });
});
