import { expect, test } from "vitest";
import { matchSide, matchSpecimen, panelSpecimen } from "./match-specimen";

test.each([
  ["119297000", "Blood specimen", "blood"],
  ["BLD", "", "blood"],
  ["", "Whole blood (EDTA)", "blood"],
  ["", "Venous", "blood"],
  ["119359002", "", "marrow"],
  ["", "Bone marrow aspirate", "marrow"],
  ["", "bone marrow blood", "marrow"],
  ["258450006", "", "csf"],
  ["", "Cerebrospinal fluid", "csf"],
  ["", "", "unstated"],
  ["UNK", "unknown", "unstated"],
  ["LAV", "Lavender top tube", "unstated"],
  ["", "EDTA", "unstated"],
  ["", "Urine", "unknown"],
  ["", "Cord blood", "unknown"],
  ["", "Stool occult blood", "unknown"],
  ["PLF", "Pleural fluid", "unknown"],
  ["constructor", "", "unknown"],
])("code “%s” with words “%s” is %s", (code, text, specimen) => {
  expect(matchSpecimen({ code, text })).toBe(specimen);
});

test("a panel has the specimen its LOINC code is defined on", () => {
  expect(["58410-2", "57021-8", "48807-2", "33721-2", "24323-8"].map(panelSpecimen)).toEqual([
    "blood",
    "blood",
    "marrow",
    "marrow",
    null,
  ]);
});

test("only left and right are sides; numbers of repeated observations are not", () => {
  expect(["Left", "L", "right posterior iliac crest", "RT", "1", "1.2", "", "lr"].map(matchSide)).toEqual([
    "left",
    "left",
    "right",
    "right",
    null,
    null,
    null,
    null,
  ]);
});
