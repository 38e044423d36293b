import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PASTE_LIMITS, type PastedBlock, readPaste } from "./spreadsheet-paste";

/** Date, analyte and text of every filled cell. */
const filled = ({ reports }: PastedBlock) =>
  reports.flatMap(({ date, time, cells }) =>
    cells
      .filter(({ text }) => text !== "")
      .map(({ analyte, text, unit }) =>
        [[date, time].filter(Boolean).join(" "), analyte, text, unit].join(" | "),
      ),
  );

const VALUES = [
  "2026-03-01 | HGB | 12.40 | g/dL",
  "2026-03-01 | WBC | <0.1 | 10^9/L",
  "2026-03-04 08:30 | HGB | 11.8 | g/dL",
];
const ACROSS = "Date\tHGB (g/dL)\tWBC 10^9/L\r\n2026-03-01\t12.40\t<0.1\r\n2026-03-04 08:30\t11.8\t\r\n";
const DOWN = "\t2026-03-01\t2026-03-04 08:30\nHGB (g/dL)\t12.40\t11.8\nWBC 10^9/L\t<0.1\t\n";

test("a block is understood either way round, and each cell knows where it stood", () => {
  const across = readPaste(ACROSS);
  const down = readPaste(DOWN);
  expect([across.orientation, down.orientation]).toEqual(["across", "down"]);
  expect(filled(across)).toEqual(VALUES);
  expect(filled(down)).toEqual(VALUES);
  for (const block of [across, down]) {
    for (const { cells } of block.reports)
      for (const { text, row, column } of cells) expect(block.raw[row]?.[column]).toBe(text);
    expect(block.questions).toEqual([]);
  }
});

test("units of their own line or column belong to the values, and reference limits are no report", () => {
  const down = readPaste(
    "Test\tUnit\tRef range\t2026-03-01\nHGB\tg/dL\t12-16\t12.4\nNeutrophils\t%\t40-70\t50",
  );
  expect(filled(down)).toEqual(["2026-03-01 | HGB | 12.4 | g/dL", "2026-03-01 | NEUT_PCT | 50 | %"]);
  const across = readPaste("Date\tWBC\tHGB\n\t10^9/L\tg/dL\n2026-03-01\t5\t12");
  expect(filled(across)).toEqual(["2026-03-01 | WBC | 5 | 10^9/L", "2026-03-01 | HGB | 12 | g/dL"]);
});

test("dates and times stand in lines of their own", () => {
  const block = readPaste("Date\t2026-03-01\t2026-03-01\nTime\t08:30\t4:15 PM\nHb g/dL\t12\t11");
  expect(filled(block)).toEqual(["2026-03-01 08:30 | HGB | 12 | g/dL", "2026-03-01 16:15 | HGB | 11 | g/dL"]);
});

test("a block without headings belongs where it is pasted", () => {
  expect(readPaste("12.4\t3\n4\t5\n")).toMatchObject({
    orientation: "bare",
    raw: [
      ["12.4", "3"],
      ["4", "5"],
    ],
    reports: [],
    questions: [],
  });
});

test("quoted cells keep their line breaks, and a stray quotation mark swallows nothing", () => {
  const quoted = readPaste('HGB\tcomment\n12.4\t"two\nlines ""quoted"""\n11.0\t');
  expect(quoted.reports[0]?.fields.comment).toBe('two\nlines "quoted"');
  expect(quoted.reports).toHaveLength(2);
  expect(readPaste('HGB\tcomment\n12.4\t"inch\n11.0\tb').reports.map(({ fields }) => fields.comment)).toEqual(
    ['"inch', "b"],
  );
});

describe("what is ambiguous is asked, and answered by the choices", () => {
  test("the order of dates", () => {
    const text = "Date\tHGB\n03/04/2026\t12\n";
    const asked = readPaste(text);
    expect(asked.questions).toMatchObject([{ code: "date-order", choices: ["dmy", "mdy"] }]);
    expect(asked.reports[0]?.date).toBeNull();
    expect(readPaste(text, { dateOrder: "mdy" })).toMatchObject({
      questions: [],
      reports: [{ date: "2026-03-04" }],
    });
    expect(readPaste(`${text}13/04/2026\t11`)).toMatchObject({
      questions: [],
      reports: [{ date: "2026-04-03" }, { date: "2026-04-13" }],
    });
  });

  test("the decimal mark: the text stays, the mark stands beside it", () => {
    const text = "Date\tWBC\n2026-03-01\t1,234";
    expect(readPaste(text).questions).toMatchObject([{ code: "decimal", choices: [".", ","] }]);
    expect(readPaste(text).reports[0]?.cells[0]).toMatchObject({ text: "1,234", decimalMark: null });
    expect(readPaste(text, { decimal: "," }).reports[0]?.cells[0]).toMatchObject({
      text: "1,234",
      decimalMark: ",",
    });
    expect(readPaste(`${text}\n2026-03-02\t4,2`)).toMatchObject({ questions: [] });
  });

  test("a heading that may be several analytes, that is none, and an analyte that stands twice", () => {
    const block = readPaste("Date\tHGB\tNeutrophils\tCRP\tHGB\n2026-03-01\t12\t3\t4\t13");
    expect(block.unmatched).toEqual(["HGB (column 2)", "Neutrophils", "CRP", "HGB (column 5)"]);
    expect(block.questions.map(({ choices }) => choices.slice(0, 3))).toEqual([
      ["HGB", "ignore", "WBC"],
      ["ANC", "NEUT_PCT", "ignore"],
      ["ignore", "WBC", "RBC"],
      ["HGB", "ignore", "WBC"],
    ]);
    const columns = {
      "HGB (column 2)": "HGB",
      Neutrophils: "ANC",
      CRP: "ignore",
      "HGB (column 5)": "ignore",
    };
    const answered = readPaste("Date\tHGB\tNeutrophils\tCRP\tHGB\n2026-03-01\t12\t3\t4\t13", { columns });
    expect(answered.questions).toEqual([]);
    expect(filled(answered)).toEqual(["2026-03-01 | HGB | 12 | ", "2026-03-01 | ANC | 3 | "]);
  });
});

test("nothing to paste and too much to paste are said", () => {
  expect(readPaste(" \n\t\n").refusal).toMatch(/nothing/i);
  expect(readPaste("1\n".repeat(PASTE_LIMITS.rows + 1)).refusal).toMatch(/import/);
  expect(readPaste("1\t".repeat(PASTE_LIMITS.columns + 1).concat("1")).refusal).toMatch(/import/);
});

test("no text throws, and a cell is always what stood at its place", () => {
  const word = fc.constantFrom(
    "HGB",
    "WBC (10^9/L)",
    "Date",
    "2026-03-01",
    "1/2/2026",
    "12,4",
    "<5",
    "",
    '"',
    "x\ty",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(word, fc.string()), { maxLength: 6 }), { maxLength: 6 }),
      (rows) => {
        const block = readPaste(rows.map((row) => row.join("\t")).join("\n"));
        for (const { cells } of block.reports)
          for (const { text, row, column } of cells) expect(block.raw[row]?.[column]).toBe(text);
      },
    ),
    { numRuns: 500, seed: 29 },
  );
});
