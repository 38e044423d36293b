import { expect, test } from "vitest";
import { mappingWords } from "./mapping-words";

test("a code says which analyte it is, or that it never is one", () => {
  expect(mappingWords({ kind: "analyte", value: "WBC" })).toEqual(["White blood cells (WBC)"]);
  expect(mappingWords({ kind: "analyte", value: null })).toEqual(["never an analyte"]);
});

test("a table says each column, unit, mark and order that was answered, and nothing else", () => {
  const value = {
    columns: { Leuko: "WBC", Nr: "mrn", Bem: "ignore" },
    units: { Leuko: "10*9/L", Hb: "g/dL" },
    decimal: ",",
    dateOrder: "dmy",
  } as const;
  expect(mappingWords({ kind: "table", value })).toEqual([
    "“Leuko” is White blood cells (WBC) in ×10⁹/L",
    "“Nr” is mrn",
    "“Bem” is ignore",
    "“Hb” is in g/dL",
    "Decimal mark: comma",
    "Dates: day first",
  ]);
  expect(mappingWords({ kind: "table", value: {} })).toEqual([]);
});
