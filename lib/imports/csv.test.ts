import { describe, expect, test } from "vitest";
import { LONG_TABLE, readTableFile, shortRows, tryTable, WIDE_TABLE } from "./fixtures/read-table";

const refusal = async (file: string | Uint8Array) => (await tryTable(file)).refusal?.code;

describe("one report a line", () => {
  test("every filled cell is a row with its line and column, its text byte for byte", async () => {
    const reading = await readTableFile(WIDE_TABLE);
    expect(shortRows(reading)).toEqual([
      'row 2, WBC (10^9/L) | 2:7 | WBC | "5.20" | 10^9/L | value',
      'row 2, HGB (g/dL) | 2:8 | HGB | "12.4" | g/dL | value',
      'row 2, PLT (10^9/L) | 2:9 | PLT | "250" | 10^9/L | value',
      'row 3, WBC (10^9/L) | 3:7 | WBC | " <0.1 " | 10^9/L | value',
      'row 3, HGB (g/dL) | 3:8 | HGB | "11.90" | g/dL | value',
      'row 4, WBC (10^9/L) | 4:7 | WBC | "105.6" | 10^9/L | value',
      'row 4, HGB (g/dL) | 4:8 | HGB | "DNR" | g/dL | value',
      'row 4, PLT (10^9/L) | 4:9 | PLT | "12" | 10^9/L | value',
    ]);
    expect(
      reading.reports.map(({ patientKey, collected, status, results }) => [
        patientKey,
        collected.date,
        status,
        results.map(({ text }) => text),
      ]),
    ).toEqual([
      ["E-4711", "2026-03-30", "final", ["5.20", "12.4", "250"]],
      ["E-4711", "2026-03-31", "final", [" <0.1 ", "11.90"]],
      ["E-4712", "2026-03-31", "final", ["105.6", "DNR", "12"]],
    ]);
    expect(reading.patients).toMatchObject([
      {
        mrn: "E-4711",
        familyName: "Alder",
        givenName: "Mona",
        birthDate: "2015-03-02",
        sex: "female",
        problems: [],
      },
      { mrn: "E-4712", sex: "male" },
    ]);
    expect(reading.questions).toEqual([]);
  });

  test("a line of units under the headings belongs to the columns", async () => {
    const { rows, questions } = await readTableFile("mrn,date,WBC,HGB\n,,10^9/L,g/L\nX1,2026-03-31,5,124\n");
    expect(rows.map(({ line, unit, value }) => [line, unit, value])).toEqual([
      [3, "10^9/L", 5],
      [3, "g/L", 12.4],
    ]);
    expect(questions).toEqual([]);
  });
});

describe("one value a line", () => {
  test("tests are known by code, LOINC or name with unit; limits, accession and status are read", async () => {
    const reading = await readTableFile(LONG_TABLE);
    expect(shortRows(reading)).toEqual([
      'row 2, HGB | 2:6 | HGB | "12.4" | g/dL | value',
      'row 3, 6690-2 | 3:6 | WBC | "5.20" | 10*9/L | value',
      'row 4, Neutrophils | 4:6 | NEUT_PCT | "45" | % | value',
    ]);
    expect(reading.reports).toMatchObject([
      {
        accession: "F-9",
        status: "final",
        collected: { minute: 510 },
        results: [{ interval: { low: 11.5, high: 15.5 } }, {}],
      },
      { accession: "F-10", status: "preliminary", collected: { minute: 555 } },
    ]);
  });

  test("an unknown test waits for a person, and their answer is used", async () => {
    const file = "mrn,date,test,value,unit\nX1,2026-03-31,LEUK-7,5,10*9/L\nX1,2026-03-31,CRP,3,mg/L\n";
    expect((await readTableFile(file)).rows.map(({ code, sourceCode }) => [code, sourceCode])).toEqual([
      ["mapping-question", "LEUK-7"],
      ["mapping-question", "CRP"],
    ]);
    const { rows } = await readTableFile(file, { analytes: { "LEUK-7": "WBC", CRP: null } });
    expect(rows.map(({ analyte, code }) => [analyte, code])).toEqual([
      ["WBC", null],
      [null, "no-analyte"],
    ]);
  });

  test("a test without a unit is asked about unless every unit of it is the same", async () => {
    const file = "mrn,date,test,value\nX1,2026-03-31,HGB,12\nX1,2026-03-31,MCV,88\n";
    const asked = await readTableFile(file);
    expect(asked.questions).toMatchObject([
      { code: "unit", about: "HGB", choices: ["g/dL", "g/L", "mmol/L"] },
    ]);
    expect(asked.rows.map(({ code, unit }) => [code, unit])).toEqual([
      ["unit-missing", null],
      [null, "fL"],
    ]);
    const answered = await readTableFile(file, { units: { HGB: "g/dL" } });
    expect(answered.questions).toEqual([]);
    expect(answered.rows[0]).toMatchObject({ outcome: "value", unit: "g/dL", value: 12 });
  });
});

test("commas, semicolons, tabs and bars part cells; any line end, a byte order mark and a preamble do no harm", async () => {
  const plain = "mrn,date,HGB (g/dL)\nX1,2026-03-31,12.4\nX1,2026-03-30,11\n";
  for (const delimiter of [",", ";", "\t", "|"]) {
    for (const ending of ["\n", "\r\n", "\r"]) {
      for (const before of ["", "\uFEFF", `Elm Hospital${ending}${ending}`]) {
        const file = before + plain.replaceAll(",", delimiter).replaceAll("\n", ending);
        const { rows } = await readTableFile(file);
        const first = before.startsWith("Elm") ? 4 : 2;
        expect(rows.map(({ line, text }) => [line, text])).toEqual([
          [first, "12.4"],
          [first + 1, "11"],
        ]);
      }
    }
  }
});

test("a quoted cell may hold line breaks, marks and quotes; lines are counted as an editor counts them", async () => {
  const file =
    'mrn,comment,date,HGB (g/dL)\r\nX1,"two\r\nlines, ""quoted""",2026-03-31,"12.4"\r\n\r\nX1,,2026-03-30,11\n';
  const { rows } = await readTableFile(file);
  expect(rows.map(({ at, line, text }) => [at, line, text])).toEqual([
    ["row 2, HGB (g/dL)", 2, "12.4"],
    ["row 4, HGB (g/dL)", 5, "11"],
  ]);
});

describe("a bad line is named and refused, and the others are read", () => {
  test.each([
    ["a cell too many", "X1,2026-03-31,12,4", "uneven-line", 4],
    ["a cell too few", "X1,2026-03-31", "uneven-line", 3],
    ["no date of the calendar", "X1,2026-02-30,12.4", "date-impossible", 3],
    ["no date", "X1,soon,12.4", "date-impossible", 3],
    ["a time the clocks jumped over", "X1,2026-03-29 02:30,12.4", "time-skipped", 3],
  ])("%s", async (_, line, code, column) => {
    const { rows } = await readTableFile(
      `mrn,date,HGB (g/dL)\nX0,2026-03-31,11\n${line}\nX2,2026-03-31,13\n`,
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(["value", "refused", "value"]);
    expect(rows[1]).toMatchObject({ line: 3, column, code });
  });

  test("at any of twenty places among 10,000", async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `X${at % 50},2026-03-${10 + (at % 20)},12.4`);
    for (let place = 0; place < 20; place++) {
      const at = Math.floor((place * 9_999) / 19);
      const file = [
        "mrn,date,HGB (g/dL)",
        ...lines.slice(0, at),
        "X1,2026-13-01,12.4",
        ...lines.slice(at + 1),
      ];
      const bad = (await readTableFile(file.join("\n"))).rows.filter(({ outcome }) => outcome === "refused");
      expect(bad.map(({ line, column, code }) => [line, column, code])).toEqual([
        [at + 2, 3, "date-impossible"],
      ]);
    }
  });
});

test("impossible values and units are set aside as received, with what would fit", async () => {
  const file =
    "mrn,date,test,value,unit\nX1,2026-03-31,HGB,125,g/dL\nX1,2026-03-30,HGB,12.5,g/mL\nX1,2026-03-31,PLT,70_105,10*9/L\n";
  expect(
    (await readTableFile(file)).rows.map(({ code, suggestion, text }) => [code, suggestion, text]),
  ).toEqual([
    ["hard-limit", "12.5", "125"],
    ["unit-refused", "g/dL", "12.5"],
    ["unreadable", null, "70_105"],
  ]);
});

describe("a file that cannot be read is refused as a whole", () => {
  test.each([
    ["", "empty"],
    [" \n\n", "empty"],
    ["Dear colleague,\nthank you.\n", "no-header"],
    ["mrn,date,HGB\n", "no-results"],
    ['mrn,date,HGB (g/dL)\nX1,2026-03-31,"12.4\nX2,2026-03-31,11\n', "truncated"],
    ['mrn,date,HGB (g/dL)\nX1,2026-03-31,"12".4\n', "unreadable-line"],
    ["mrn,date,HGB\u0000\n", "wrong-kind"],
    [
      `mrn,date,${Array.from({ length: 199 }, (_, at) => `C${at}`).join(",")}\nX1,2026-03-31\n`,
      "too-many-columns",
    ],
    [`mrn,date,HGB (g/dL)\nX1,2026-03-31,12${",".repeat(20_000)}\n`, "too-many-columns"],
    [`mrn,date,comment,HGB\nX1,2026-03-31,${"x".repeat(65_537)},12\n`, "field-too-long"],
  ])("%#: %s", async (file, code) => expect(await refusal(file)).toBe(code));

  test("text that is not UTF-8, and UTF-16", async () => {
    const latin = Uint8Array.from("mrn,date,H\u00e4moglobin\nX1,2026-03-31,12\n", (sign) =>
      sign.charCodeAt(0),
    );
    expect(await refusal(latin)).toBe("encoding");
    expect(await refusal(Uint8Array.from([0xff, 0xfe, 0x6d, 0x00]))).toBe("wrong-kind");
  });

  test("more than 200,000 lines or values", async () => {
    const head = "mrn,date,HGB (g/dL)\n";
    expect(await refusal(head + "X1,2026-03-31,1\n".repeat(200_001))).toBe("too-many-rows");
    expect(await refusal(`mrn,date,HGB (g/dL),WBC (10^9/L)\n${"X1,2026-03-31,1,1\n".repeat(100_001)}`)).toBe(
      "too-many-rows",
    );
  });
});

test("a table is remembered by its headings, whatever is under them", async () => {
  const sources = await Promise.all(
    [WIDE_TABLE, WIDE_TABLE.replaceAll("5.20", "6"), LONG_TABLE].map(
      async (file) => (await readTableFile(file)).source,
    ),
  );
  expect(sources[0]).toMatch(/^csv [0-9a-f]{14}$/);
  expect(sources[1]).toBe(sources[0]);
  expect(sources[2]).not.toBe(sources[0]);
});
