import { describe, expect, test } from "vitest";
import { acceptUnit } from "@/lib/clinical/analytes";
import { readTableFile } from "./fixtures/read-table";

const dated = (...dates: string[]) =>
  `mrn,date,HGB (g/dL)\n${dates.map((date) => `X1,${date},12\n`).join("")}`;
const valued = (...texts: string[]) =>
  `mrn;date;HGB (g/dL)\n${texts.map((text, at) => `X1;2026-03-${10 + at};${text}\n`).join("")}`;

describe("the order of dates", () => {
  test("is asked where nothing settles it, and until then no date is taken", async () => {
    const file = dated("03/04/2025", "05/06/2025");
    const asked = await readTableFile(file);
    expect(asked.questions).toMatchObject([{ code: "date-order", about: "date", choices: ["dmy", "mdy"] }]);
    expect(asked.rows.map(({ code }) => code)).toEqual(["date-ambiguous", "date-ambiguous"]);
    expect(asked.reports).toEqual([]);
    const answered = await readTableFile(file, { dateOrder: "mdy" });
    expect(answered.questions).toEqual([]);
    expect(answered.reports.map(({ collected }) => collected.date)).toEqual(["2025-03-04", "2025-05-06"]);
  });

  test.each([
    ["one of them settles it", ["03/04/2025", "13/04/2025"], "2025-04-03"],
    ["the other way", ["03/04/2025", "04/13/2025"], "2025-03-04"],
    ["both readings are one day", ["03/03/2025"], "2025-03-03"],
    ["the year stands first", ["2025-04-03"], "2025-04-03"],
    ["the month has a name", ["3 Apr 2025"], "2025-04-03"],
    ["points stand between", ["03.04.2025"], "2025-04-03"],
  ])("is not asked where %s", async (_, dates, first) => {
    const { questions, reports } = await readTableFile(dated(...dates), { dateOrder: "ymd" });
    expect(questions).toEqual([]);
    expect(reports.map(({ collected }) => collected.date)).toContain(first);
  });

  test("is asked where the dates speak against each other, and those that do not fit are refused", async () => {
    const file = dated("13/04/2025", "04/14/2025");
    expect((await readTableFile(file)).questions).toMatchObject([{ code: "date-order" }]);
    const { rows } = await readTableFile(file, { dateOrder: "dmy" });
    expect(rows.map(({ code }) => code)).toEqual([null, "date-impossible"]);
  });

  test("of birth dates is a question of its own; a birth year of two digits is not guessed", async () => {
    const file = "mrn,dob,date,HGB (g/dL)\nX1,03/04/2015,2026-03-31,12\n";
    const asked = await readTableFile(file);
    expect(asked.questions).toMatchObject([{ code: "date-order", about: "dob" }]);
    expect(asked.patients).toMatchObject([
      { birthDate: null, problems: [{ code: "birth-date-unreadable" }] },
    ]);
    expect((await readTableFile(file, { dateOrder: "dmy" })).patients).toMatchObject([
      { birthDate: "2015-04-03" },
    ]);
    const short = await readTableFile("mrn,dob,date,HGB (g/dL)\nX1,13/04/15,2026-03-31,12\n");
    expect(short.patients).toMatchObject([
      { birthDate: null, problems: [{ code: "birth-date-unreadable" }] },
    ]);
  });
});

describe("the decimal mark", () => {
  test("is asked where nothing settles it; the text stays as sent, whatever the answer", async () => {
    const file = "mrn;date;PLT\n;;10*9/L\nX1;2026-03-31;1,234\n";
    const asked = await readTableFile(file);
    expect(asked.questions).toMatchObject([{ code: "decimal", about: "PLT", choices: [".", ","] }]);
    expect(asked.rows).toMatchObject([{ text: "1,234", value: null, code: "decimal-ambiguous" }]);
    for (const [decimal, value] of [
      [".", 1234],
      [",", 1.234],
    ] as const) {
      const { rows, questions, reports } = await readTableFile(file, { decimal });
      expect(questions).toEqual([]);
      expect(rows).toMatchObject([{ text: "1,234", value, decimalMark: decimal }]);
      expect(reports[0]?.results).toMatchObject([{ text: "1,234", decimalMark: decimal }]);
    }
  });

  test("is settled by one value, for the limits and the other values too", async () => {
    const { rows, questions } = await readTableFile(
      "MRN;Datum;Test;Wert;Einheit;Referenzbereich\nX1;31.03.2026;HGB;12,4;g/dL;11,5 - 15,5\nX1;31.03.2026;WBC;1,234;10*9/L;4 - 10\n",
    );
    expect(questions).toEqual([]);
    expect(rows.map(({ value, interval }) => [value, interval])).toEqual([
      [12.4, { low: 11.5, high: 15.5 }],
      [1.234, { low: 4, high: 10 }],
    ]);
  });

  test("is asked where values speak against each other, and those that do not fit are set aside", async () => {
    const file = valued("12,4", "12.4");
    expect((await readTableFile(file)).questions).toMatchObject([{ code: "decimal" }]);
    const { rows } = await readTableFile(file, { decimal: "," });
    expect(rows.map(({ value, code, text }) => [value, code, text])).toEqual([
      [12.4, null, "12,4"],
      [null, "unreadable", "12.4"],
    ]);
  });

  test("points with three digits behind them are asked about, too", async () => {
    expect((await readTableFile(valued("12.345"))).questions).toMatchObject([{ code: "decimal" }]);
    expect((await readTableFile(valued("12.345", "12.4"))).questions).toEqual([]);
  });
});

describe("columns", () => {
  test("a heading nobody knows, a name that several analytes share and one that stands twice are asked", async () => {
    const file = "mrn,date,HGB (g/dL),HGB (g/L),Neutrophils,CRP,\nX1,2026-03-31,12.4,124,3,5,6\n";
    const { questions, rows } = await readTableFile(file);
    expect(questions.map(({ code, about, choices }) => [code, about, choices[0]])).toEqual([
      ["column", "HGB (g/dL)", "HGB"],
      ["column", "HGB (g/L)", "HGB"],
      ["column", "Neutrophils", "ANC"],
      ["column", "CRP", "ignore"],
      ["column", "column 7", "ignore"],
    ]);
    expect(rows.map(({ column, code }) => [column, code])).toEqual(
      [3, 4, 5, 6, 7].map((column) => [column, "mapping-question"]),
    );
  });

  test("are read as answered: an analyte with its unit, a field, or not at all", async () => {
    const file = "Nr,Entnahme,Leuk,CRP,HGB,HGB\nX1,2026-03-31,5.2,7,12,13\n";
    const columns = {
      Nr: "mrn",
      Entnahme: "date",
      Leuk: "WBC",
      CRP: "ignore",
      "HGB (column 5)": "HGB",
      "HGB (column 6)": "ignore",
    };
    const units = { Leuk: "10*9/L", "HGB (column 5)": "g/dL" };
    const { rows, questions, patients } = await readTableFile(file, { columns, units });
    expect(questions).toEqual([]);
    expect(patients).toMatchObject([{ mrn: "X1" }]);
    expect(rows.map(({ analyte, text, value }) => [analyte, text, value])).toEqual([
      ["WBC", "5.2", 5.2],
      ["HGB", "12", 12],
    ]);
  });

  test("a unit that is not stated and not the only one is asked; its choices are units of the analyte", async () => {
    const { questions, rows } = await readTableFile("mrn,date,WBC,MCH\nX1,2026-03-31,5,30\n");
    expect(questions).toMatchObject([{ code: "unit", about: "WBC" }]);
    for (const choice of questions[0]?.choices ?? []) expect(acceptUnit("WBC", choice)).not.toBeNull();
    expect(rows.map(({ code, unit }) => [code, unit])).toEqual([
      ["unit-missing", null],
      [null, "pg"],
    ]);
  });

  test("a table that could be either is asked for its layout", async () => {
    const file = "mrn,date,test,value,unit,WBC (10^9/L)\nX1,2026-03-31,HGB,12,g/dL,5\n";
    const asked = await readTableFile(file);
    expect(asked.questions).toMatchObject([{ code: "layout", choices: ["long", "wide"] }]);
    expect(asked.rows.filter(({ outcome }) => outcome === "value")).toEqual([]);
    const analytes = async (layout: "long" | "wide") =>
      (await readTableFile(file, { layout })).rows.map(({ analyte }) => analyte);
    expect([await analytes("long"), await analytes("wide")]).toEqual([["HGB"], ["WBC"]]);
  });

  test("an answer that names nothing there is, is no answer", async () => {
    const columns = { CRP: "constructor" };
    const { questions } = await readTableFile("mrn,date,HGB (g/dL),CRP\nX1,2026-03-31,12,5\n", { columns });
    expect(questions).toMatchObject([{ code: "column", about: "CRP" }]);
  });
});

test("two lines that give one record number two birth dates give none of their values to anybody", async () => {
  const { rows, patients } = await readTableFile(
    "mrn,dob,date,HGB (g/dL)\nX1,2015-01-01,2026-03-30,12\nX1,2016-01-01,2026-03-31,13\nX2,,2026-03-31,11\n",
  );
  expect(rows.map(({ code }) => code)).toEqual(["identity-conflict", "identity-conflict", null]);
  expect(patients[1]).toMatchObject({ mrn: "X2", problems: [{ code: "birth-date-missing" }] });
});

test("two different values for one analyte at one time are both kept, and neither is believed over the other", async () => {
  const { rows, reports } = await readTableFile(
    "mrn,date,test,value,unit\nX1,2026-03-31,HGB,12,g/dL\nX1,2026-03-31,HGB,13,g/dL\nX1,2026-03-31,HGB,120,g/L\n",
  );
  expect(rows.map(({ code }) => code)).toEqual([null, "repeated-analyte", null]);
  expect(reports).toHaveLength(1);
});
