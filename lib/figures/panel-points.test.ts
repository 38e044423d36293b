import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import type { FigurePoint } from "./course-model";
import { type InventedReport, inventedInput, inventedReport, on } from "./fixtures/invented-course";
import { pointShape } from "./point-shape";

const range = { from: on(-5), to: on(50) };

function points(
  analyte: "WBC" | "HGB" | "MARROW_BLAST",
  reports: InventedReport[],
  deidentified = false,
): FigurePoint[] {
  const input = inventedInput({ reports: reports.map(inventedReport) });
  const figure = courseFigure(input, { range, deidentified });
  return [...(figure.panels.find((panel) => panel.analyte === analyte)?.points ?? [])];
}
const one = (text: string, more: Partial<InventedReport> = {}) =>
  points("WBC", [{ id: "a", elapsed: 3, values: { WBC: text }, ...more }])[0];
const shape = (point: FigurePoint | undefined) => point && pointShape(point, "blood");

describe("a point", () => {
  test("within its interval is a dot, outside an open square, without an interval a ring", () => {
    expect(shape(one("5"))).toBe("dot");
    expect(shape(one("0.5"))).toBe("square");
    expect(pointShape({ y: 5, flag: null, censored: null, state: "ok" }, "blood")).toBe("ring");
  });

  test("of a marrow is a diamond whatever its value", () => {
    const marrow = points("MARROW_BLAST", [
      { id: "m", elapsed: 29, specimen: "marrow", values: { MARROW_BLAST: "2.0" } },
    ]);
    expect(marrow.map((point) => pointShape(point, "marrow"))).toEqual(["diamond"]);
  });

  test("that is censored is an open triangle at the limit, pointing to where the value is", () => {
    const low = one("<0.5");
    expect(low).toMatchObject({ y: 0.5, text: "<0.5", censored: "below", state: "ok" });
    expect(shape(low)).toBe("triangle-down");
    expect(shape(one(">=100"))).toBe("triangle-up");
  });

  test("shows the text as recorded: trailing zeros stay, nothing is rounded", () => {
    expect(one("5.00")?.text).toBe("5.00");
    expect(one("10.04")?.text).toBe("10.04");
  });

  test("in another unit shows the number of the scale it stands on", () => {
    expect(one("462", { change: { unit: "/uL" } })).toMatchObject({ y: 0.462, text: "0.462" });
  });

  test("not done has no place and no mark; set aside is a cross on the floor", () => {
    expect(one("DNR")).toMatchObject({ y: null, state: "missing", text: "DNR" });
    expect(shape(one("DNR"))).toBeNull();
    const refused = one("5", { change: { unit: "mg" } });
    expect(refused).toMatchObject({ y: null, state: "set-aside" });
    expect(shape(refused)).toBe("cross");
  });

  test("beyond a soft limit and unconfirmed is marked and not used", () => {
    const strange = one("600", { change: { confirmed: false } });
    expect(strange).toMatchObject({ y: 600, state: "unconfirmed" });
    expect(shape(strange)).toBe("unconfirmed");
  });

  test("of a preliminary report is marked p", () => {
    expect(shape(one("5", { status: "preliminary" }))).toBe("preliminary");
  });

  test("of a withdrawn or cancelled report is absent", () => {
    expect(one("5", { status: "entered-in-error" })).toBeUndefined();
    expect(one("5", { status: "cancelled" })).toBeUndefined();
  });

  test("that was corrected leaves its earlier version as a ghost; one that stayed the same does not", () => {
    const corrected = points("WBC", [
      { id: "a", elapsed: 3, values: { WBC: "52", HGB: "9.0" } },
      { id: "a", elapsed: 3, version: 2, status: "corrected", values: { WBC: "5.2", HGB: "9.0" } },
    ]);
    expect(corrected.map(({ text, state, version }) => [text, state, version])).toEqual([
      ["52", "ghost", 1],
      ["5.2", "ok", 2],
    ]);
    const same = points("HGB", [
      { id: "a", elapsed: 3, values: { WBC: "52", HGB: "9.0" } },
      { id: "a", elapsed: 3, version: 2, status: "corrected", values: { WBC: "5.2", HGB: "9.0" } },
    ]);
    expect(same.map(({ state }) => state)).toEqual(["ok"]);
  });

  test("and another at the same time are both there", () => {
    const both = points("WBC", [
      { id: "a", elapsed: 3, accession: "A", values: { WBC: "5.2" } },
      { id: "b", elapsed: 3, accession: "B", values: { WBC: "4.9" } },
    ]);
    expect(both.map(({ x, text }) => [x, text])).toEqual([
      [both[0]?.x, "5.2"],
      [both[0]?.x, "4.9"],
    ]);
  });

  test("collected at an hour lies within its day; a date alone counts as noon", () => {
    expect(one("5", { minute: 360 })?.x).toBe(3.25);
    expect(one("5", { minute: null })?.x).toBe(3.5);
  });

  test("de-identified carries no report and no typed words", () => {
    const told = points(
      "MARROW_BLAST",
      [
        {
          id: "secret-id",
          elapsed: 3,
          specimen: "marrow",
          values: { MARROW_BLAST: "occasional blasts seen" },
        },
        {
          id: "secret-2",
          elapsed: 5,
          specimen: "marrow",
          values: { MARROW_BLAST: "cancelled, call Dr Smith" },
        },
        { id: "secret-3", elapsed: 7, specimen: "marrow", values: { MARROW_BLAST: "Smith" } },
        { id: "secret-4", elapsed: 9, specimen: "marrow", values: { MARROW_BLAST: "2.50" } },
      ],
      true,
    );
    expect(told.map(({ text }) => text)).not.toContain("Smith");
    expect(JSON.stringify(told)).not.toMatch(/Smith|secret/);
    expect(told.at(-1)?.text).toBe("2.50");
  });
});
