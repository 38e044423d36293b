import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import { packFigure, unpackFigure } from "./figure-wire";
import { inventedInput, inventedReport, on } from "./fixtures/invented-course";

const annotations = [
  { on: on(12), text: "Fever" },
  { on: on(5), text: "</script><b>&" },
];

describe("the figure on its way to the browser", () => {
  test("arrives as it left, but for the ids of reports", () => {
    const reports = [
      ...inventedInput().record.reports,
      inventedReport({ id: "x", elapsed: 3, values: { WBC: "<0.5", PLT: "DNR" }, status: "preliminary" }),
      inventedReport({ id: "x", elapsed: 3, values: { WBC: "5" }, version: 2, status: "corrected" }),
    ];
    const figure = courseFigure({ ...inventedInput({ reports }), annotations });
    const sent = JSON.parse(JSON.stringify(packFigure(figure)));
    const anonymous = (key: string, value: unknown) => (key === "reportId" ? null : value);
    const left = JSON.parse(JSON.stringify(figure, anonymous));
    const short = (key: string, value: unknown) =>
      key === "x" && typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value;
    const rounded = (it: unknown) => JSON.parse(JSON.stringify(it, short));
    expect(rounded(unpackFigure(sent))).toEqual(rounded(left));
    expect(JSON.stringify(sent).length).toBeLessThan(JSON.stringify(figure).length / 2);
    expect(JSON.stringify(sent)).not.toContain("count-3");
  });
});

describe("annotations", () => {
  const figure = courseFigure({ ...inventedInput(), annotations });

  test("are numbered by their days, stops of the focus line, and told in the paragraph", () => {
    expect(figure.annotations.map(({ number, when }) => [number, when])).toEqual([
      [1, "07-Mar-2026 · Day 6"],
      [2, "14-Mar-2026 · Day 13"],
    ]);
    expect(figure.stops.find(({ label }) => label.endsWith("Day 13"))?.annotations).toEqual([1]);
    expect(figure.summary).toContain("Annotations: (1) 07-Mar-2026 (Day 6): </script><b>&; (2)");
  });

  test("keep their numbers in every stretch", () => {
    const late = courseFigure({ ...inventedInput(), annotations }, { range: { first: 10, last: 20 } });
    expect(late.annotations.map(({ number, text }) => [number, text])).toEqual([[2, "Fever"]]);
  });

  test("are free text: no de-identified figure holds a word of them", () => {
    const told = courseFigure({ ...inventedInput(), annotations }, { deidentified: true });
    expect(JSON.stringify(told)).not.toMatch(/Fever|script/);
    expect(told.annotations).toEqual([]);
  });
});
