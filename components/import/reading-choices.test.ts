import { describe, expect, it } from "vitest";
import { answersOf, NEVER, readingChoices } from "./reading-choices";
import { settledWords } from "./settled-words";

const remembered = [{ kind: "analyte", code: "LEUK", by: "Nora", at: "2026-04-01T08:00:00.000Z" }] as const;

describe("how a file is read", () => {
  const choices = readingChoices({
    questions: [
      { code: "unit", about: "Hb", message: "Which unit?", choices: ["g/dL", "g/L"] },
      { code: "patient-unknown", about: "X-1", message: "Who?", choices: [] },
    ],
    unmapped: [{ code: "PLQ", label: "Plaquettes", suggestion: "PLT", rows: 12 }],
    reading: { columns: { Notes: "ignore" }, decimal: ",", analytes: { LEUK: "WBC", K: null } },
    remembered,
  });

  it("asks what is open first and never about patients", () => {
    expect(choices.map(({ kind, about, value }) => [kind, about, value])).toEqual([
      ["unit", "Hb", ""],
      ["analyte", "PLQ", ""],
      ["column", "Notes", "ignore"],
      ["decimal", "decimal", ","],
      ["analyte", "LEUK", "WBC"],
      ["analyte", "K", NEVER],
    ]);
  });

  it("says who remembered what, and how many rows wait", () => {
    expect(choices.map((one) => one.remembered?.by ?? null)).toEqual([null, null, null, null, "Nora", null]);
    expect(choices.find(({ about }) => about === "PLQ")?.rows).toBe(12);
  });

  it("becomes one answer, in which a code may be no analyte at all", () => {
    const pick = (about: string, value: string) => {
      const choice = choices.find((one) => one.about === about);
      if (choice === undefined) throw new Error(about);
      return { choice, value };
    };
    expect(
      answersOf([pick("Hb", "g/L"), pick("PLQ", "PLT"), pick("LEUK", NEVER), pick("decimal", ".")]),
    ).toEqual({
      units: { Hb: "g/L" },
      analytes: { PLQ: "PLT", LEUK: null },
      decimal: ".",
    });
  });
});

describe("what writing waiting rows came to", () => {
  const counts = { rows: 3, new: 2, same: 0, changed: 1, setAside: 0, refused: 0 };
  it("counts values, imports, what is left and what failed", () => {
    const imports = [
      { id: "a", counts, waiting: 0, problem: null },
      { id: "b", counts: null, waiting: 0, problem: "The line is cut." },
    ];
    expect(settledWords(imports, 4)).toBe(
      "3 values written from 1 import. 4 imports to go. 1 import could not be written: The line is cut.",
    );
  });
});
