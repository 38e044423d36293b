import { describe, expect, it } from "vitest";
import { inventedInput, inventedReport } from "../fixtures/invented-course";
import { BLOCK, olderBlock, type SheetInput, sheetOf } from "./flowsheet-sheet";

const COURSES = [
  { phase: "induction", start: "2026-03-02", end: "2026-04-04" },
  { phase: "consolidation", start: "2026-04-06", end: null },
] as const;

function input(change: Partial<SheetInput> = {}): SheetInput {
  const { reports } = inventedInput();
  return { reports, courses: COURSES, dayZero: "2026-03-02", authors: {}, allRows: false, ...change };
}

/** One count a day, twenty analytes wide at most. */
function daily(count: number): SheetInput["reports"] {
  const reports = Array.from({ length: count }, (_, elapsed) =>
    inventedReport({
      id: `daily${elapsed}`,
      elapsed,
      values: { WBC: "5.1", HGB: "12.4", PLT: `${elapsed}` },
    }),
  );
  return inventedInput({ reports }, count + 1).reports;
}

const everyBlock = (of: SheetInput) => {
  const { newest, columns } = sheetOf(of);
  const older = Array.from(
    { length: Math.ceil(columns / BLOCK) - 1 },
    (_, index) => olderBlock(of, index + 1)?.block,
  );
  return [newest, ...older];
};

describe("the flowsheet as it travels", () => {
  it("brings the newest columns first, and older ones in blocks that leave none out and none twice", () => {
    const of = input({ reports: daily(5000) });
    const ids = everyBlock(of).flatMap((block) =>
      (block?.columns ?? []).flatMap(({ reports }) => reports.map(({ id }) => id)),
    );
    expect(ids).toEqual(Array.from({ length: 5000 }, (_, index) => `daily${4999 - index}`));
    expect(olderBlock(of, Math.ceil(5000 / BLOCK))).toBeNull();
  });

  it("is as small with 5,000 reports as with 500", () => {
    const size = (count: number) => JSON.stringify(sheetOf(input({ reports: daily(count) }))).length;
    expect(size(5000)).toBeLessThan(1.15 * size(500));
  });

  it("names course and day of each column, and no course between two", () => {
    const { newest } = sheetOf(input({ reports: daily(37) }));
    const courseOf = (date: string) => newest.columns.find((column) => column.date === date)?.course;
    expect(courseOf("2026-03-02")).toEqual({ name: "Induction", day: 1 });
    expect(courseOf("2026-04-04")).toEqual({ name: "Induction", day: 34 });
    expect(courseOf("2026-04-05")).toBeUndefined();
    expect(courseOf("2026-04-06")).toEqual({ name: "Consolidation", day: 1 });
  });

  it("says why a value is not simply used, and leaves out what most values do not have", () => {
    const reports = inventedInput({
      reports: [
        inventedReport({ id: "plain", elapsed: 1, values: { WBC: "5.1" } }),
        inventedReport({ id: "early", elapsed: 2, values: { WBC: "5.2" }, status: "preliminary" }),
        inventedReport({ id: "words", elapsed: 3, values: { WBC: "clotted" } }),
      ],
    }).reports;
    const { newest, marks } = sheetOf(input({ reports }));
    expect(newest.cells).toEqual([
      [expect.objectContaining({ text: "clotted", words: true })],
      [expect.objectContaining({ text: "5.2", mark: "preliminary" })],
      [{ text: "5.1", interval: 0 }],
    ]);
    expect(newest.columns[1]?.reports[0]?.tag).toEqual({ text: "preliminary", open: true });
    expect(marks).toContain("preliminary");
  });

  it("has another stamp as soon as a version is another one", () => {
    const one = inventedReport({ id: "a", elapsed: 1, values: { WBC: "5" } });
    const stamp = (version: number) =>
      sheetOf(input({ reports: inventedInput({ reports: [{ ...one, version }] }).reports })).stamp;
    expect(stamp(1)).toBe(stamp(1));
    expect(stamp(2)).not.toBe(stamp(1));
  });

  it("keeps first, last, lowest and highest of a long trend", () => {
    const [row] = sheetOf(input({ reports: daily(500) })).rows.filter(({ analyte }) => analyte === "PLT");
    expect(row?.trend.values.length).toBeLessThan(120);
    expect([row?.trend.values[0], row?.trend.values.at(-1)]).toEqual([0, 499]);
  });
});
