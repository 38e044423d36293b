import fc from "fast-check";
import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { workbook } from "./fixtures/build-workbook";
import { RECEIVED } from "./fixtures/read-file";
import type { ImportReading, ReadingAnswers, ReadingDone } from "./import-format";
import { recogniseFormat } from "./registry";
import { xlsx } from "./xlsx";

const tryBook = (bytes: Uint8Array, answers: ReadingAnswers = {}): Promise<ImportReading> =>
  xlsx.read({ bytes, timeZone: "Europe/Berlin", received: RECEIVED, answers });

async function readBook(bytes: Uint8Array, answers: ReadingAnswers = {}): Promise<ReadingDone> {
  const reading = await tryBook(bytes, answers);
  if (reading.refusal !== null) throw new Error(`${reading.refusal.code}: ${reading.refusal.message}`);
  return reading;
}

const FORMATS = ["0.00", "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "h:mm", "0%", "#,##0.0_);(#,##0.0)"];
const [TWO, DATE, MOMENT, CLOCK, PERCENT, ONE] = [1, 2, 3, 4, 5, 6];
const HEADINGS = ["mrn", "date", "HGB (g/dL)", "WBC (10^9/L)"];
/** 31 March 2026 in the calendar of 1900. */
const DAY = 46_112;

test("numbers come back as they are shown with no digit lost, dates in the one way that cannot be misread", async () => {
  const bytes = await workbook({
    formats: FORMATS,
    rows: [
      ["Elm Hospital"],
      [],
      HEADINGS,
      [
        "X1",
        { number: `${DAY}`, style: DATE },
        { number: "12.4", style: TWO },
        { number: "4.0999999999999996" },
      ],
      ["X1", { number: `${DAY - 1}.354166666664`, style: MOMENT }, { number: "12.375", style: TWO }, "<0.1"],
      ["X2", "2026-03-30", { number: "12", style: ONE }, { number: "1E-2" }],
    ],
  });
  expect(recogniseFormat(bytes)).toBe("xlsx");
  const { rows, reports, questions, source } = await readBook(bytes);
  expect(rows.map(({ at, line, column, text, value }) => [at, line, column, text, value])).toEqual([
    ["row 4, HGB (g/dL)", 4, 3, "12.40", 12.4],
    ["row 4, WBC (10^9/L)", 4, 4, "4.1", 4.1],
    ["row 5, HGB (g/dL)", 5, 3, "12.375", 12.375],
    ["row 5, WBC (10^9/L)", 5, 4, "<0.1", 0.1],
    ["row 6, HGB (g/dL)", 6, 3, "12.0", 12],
    ["row 6, WBC (10^9/L)", 6, 4, "0.01", 0.01],
  ]);
  expect(reports.map(({ collected }) => collected)).toEqual([
    { date: "2026-03-31", minute: null },
    { date: "2026-03-30", minute: 510 },
    { date: "2026-03-30", minute: null },
  ]);
  expect(questions).toEqual([]);
  expect(source).toMatch(/^xlsx [0-9a-f]{14}$/);
});

test("a time of its own column, the calendar of 1904 and prefixed elements are read", async () => {
  const bytes = await workbook({
    formats: FORMATS,
    date1904: true,
    prefix: "x:",
    rows: [
      ["mrn", "date", "time", "HGB (g/dL)"],
      ["X1", { number: `${DAY - 1462}`, style: DATE }, { number: "0.5", style: CLOCK }, { number: "12" }],
    ],
  });
  expect((await readBook(bytes)).reports[0]?.collected).toEqual({ date: "2026-03-31", minute: 720 });
});

test("a number is no evidence of a decimal mark and needs none; a text of the same column does", async () => {
  const file = (text: string) =>
    workbook({
      rows: [HEADINGS, ["X1", "2026-03-31", { number: "12.4" }, text], ["X1", "2026-03-30", null, "4,2"]],
    });
  const { rows, questions } = await readBook(await file("1,234"));
  expect(questions).toEqual([]);
  expect(rows.map(({ value, decimalMark }) => [value, decimalMark])).toEqual([
    [12.4, null],
    [1.234, ","],
    [4.2, ","],
  ]);
});

test("a share shown in per cent is never read as a hundredth of itself", async () => {
  const rows = [
    ["mrn", "date", "Marrow blasts (%)"],
    ["X1", "2026-03-31", { number: "0.05", style: PERCENT }],
  ];
  const reading = await readBook(await workbook({ formats: FORMATS, rows }));
  expect(reading.rows).toMatchObject([{ text: "5%", value: null, outcome: "set-aside" }]);
});

test("cells left empty part nothing; cells beside the headings are asked about", async () => {
  const bytes = await workbook({
    rows: [
      HEADINGS,
      ["X1", "2026-03-31", null, { number: "5" }],
      ["X2", "2026-03-31", { number: "12" }, null, "note"],
    ],
  });
  const { rows, questions } = await readBook(bytes);
  expect(rows.map(({ column, outcome }) => [column, outcome])).toEqual([
    [4, "value"],
    [3, "value"],
    [5, "set-aside"],
  ]);
  expect(questions).toMatchObject([{ code: "column", about: "column 5" }]);
});

test("the first visible sheet with headings is read", async () => {
  const before = [{ name: "Cover" }, { name: "Old", state: "hidden" }];
  const bytes = await workbook({ before, rows: [HEADINGS, ["X1", "2026-03-31", { number: "12" }]] });
  expect((await readBook(bytes)).rows).toHaveLength(1);
});

describe("what is no workbook, or too much of one, is refused", () => {
  const code = async (bytes: Uint8Array) => (await tryBook(bytes)).refusal?.code;
  const rows = [HEADINGS, ["X1", "2026-03-31", { number: "12" }]];

  test("text, an archive of something else, a package cut short", async () => {
    expect(await code(new TextEncoder().encode("mrn,date,HGB\n"))).toBe("wrong-kind");
    expect(await code(await new JSZip().file("a.txt", "a").generateAsync({ type: "uint8array" }))).toBe(
      "wrong-kind",
    );
    const whole = await workbook({ rows });
    expect(await code(whole.slice(0, whole.length - 30))).toBe("wrong-kind");
  });

  test("a few kilobytes that unpack to hundreds of megabytes", async () => {
    const bomb = await workbook({
      rows,
      parts: { "xl/sharedStrings.xml": `<sst>${" ".repeat(151 * 1024 * 1024)}</sst>` },
    });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await code(bomb)).toBe("too-large");
  });

  test("cells at the far ends of the sheet cost nothing, and columns beyond the limit are refused", async () => {
    const sheet = (address: string, row: number) =>
      `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>mrn</t></is></c><c r="B1" t="inlineStr"><is><t>HGB</t></is></c></row><row r="${row}"><c r="${address}"><v>1</v></c></row></sheetData></worksheet>`;
    const far = (address: string, row: number) =>
      workbook({ rows, parts: { "xl/worksheets/sheet1.xml": sheet(address, row) } });
    expect(await code(await far("XFD2", 2))).toBe("too-many-columns");
    const { rows: read } = await readBook(await far("B1048576", 1_048_576));
    expect(read).toMatchObject([{ line: 1_048_576, column: 2 }]);
  });
});

test("no broken package throws or hangs: 150 with bytes changed, 150 with XML changed", async () => {
  const rows = [HEADINGS, ["X1", "2026-03-31", { number: "12", style: TWO }, "5"]];
  const whole = await workbook({ formats: FORMATS, rows });
  const xml = await (await JSZip.loadAsync(whole)).file("xl/worksheets/sheet1.xml")?.async("string");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
      async (changes) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        await tryBook(bytes);
      },
    ),
    { numRuns: 150, seed: 29 },
  );
  const piece = fc.constantFrom(
    "<row>",
    "<row",
    "</row>",
    "<c r='A'",
    "</c>",
    "<v>",
    "&#x110000;",
    "&#0;",
    ">",
    "/>",
    '"',
    "<t>",
    "1e400",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(xml?.length ?? 0),
      fc.nat(30),
      fc.array(piece, { maxLength: 20 }),
      async (at, cut, pieces) => {
        const sheet = (xml ?? "").slice(0, at) + pieces.join("") + (xml ?? "").slice(at + cut);
        await tryBook(
          await workbook({ formats: FORMATS, rows, parts: { "xl/worksheets/sheet1.xml": sheet } }),
        );
      },
    ),
    { numRuns: 150, seed: 29 },
  );
}, 120_000);
