import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { courseFigure } from "@/lib/figures/course-figure";
import { inventedInput, inventedReport } from "@/lib/figures/fixtures/invented-course";
import { panelScene } from "@/lib/figures/panel-scene";
import { panelCurves } from "./chart-curves";
import { CourseChart } from "./course-chart";
import { CourseTable } from "./course-table";
import { Sparkline } from "./sparkline";

const figure = courseFigure(inventedInput());

describe("the course on the screen", () => {
  test("is whole in the server's first paint, before anything is measured", () => {
    const html = renderToStaticMarkup(<CourseChart figure={figure} />);
    const marks = figure.panels.flatMap((panel) => panelScene(panel, figure.domain).marks);
    const single = html.match(/<use href="#d29-[a-z-]+" x="[\d.]+%"/g) ?? [];
    // Open squares are two strokes of one path: the outline and what hides the line behind it.
    const many = [...html.matchAll(/data-shape="(?:dot|square)"[^>]*><path d="([^"]*)"/g)].flatMap(
      ([, d]) => d?.match(/M[\d.]+ [\d.]+h\.01/g) ?? [],
    );
    expect(single.length + many.length).toBe(marks.length);
    expect(many.length).toBeGreaterThan(single.length);
    for (const panel of figure.panels) {
      expect(html).toContain(panel.label);
      for (const tick of panel.ticks) expect(html).toContain(`>${tick.label}</text>`);
    }
    for (const tick of figure.ticks) expect(html).toContain(`>${tick.label}</text>`);
    expect(html).toContain("Day 29–36");
    expect(html).not.toMatch(/NaN|undefined|recharts/);
  });

  test("is named by its summary, and its focus is a slider outside the picture", () => {
    const html = renderToStaticMarkup(<CourseChart figure={figure} />);
    const [picture = "", focus = ""] = html.match(/<div[^>]*role="(?:img|slider)"[^>]*>/g) ?? [];
    expect(picture).toContain('aria-label="Course by day of treatment.');
    expect(focus).toContain('role="slider" tabindex="0"');
    expect(focus).toContain(`aria-valuemax="${figure.stops.length}"`);
    expect(figure.stops).toHaveLength(25);
  });

  test("without results says so and offers nothing to focus", () => {
    const html = renderToStaticMarkup(<CourseChart figure={courseFigure(inventedInput({ reports: [] }))} />);
    expect(html).toContain("No results yet.");
    expect(html).not.toContain('role="slider"');
  });

  test("hands Recharts the runs one after another with an empty row between them", () => {
    const reports = [1, 2, 4, 5].map((elapsed) =>
      inventedReport({ id: `${elapsed}`, elapsed, values: { PLT: elapsed === 4 ? "<5" : "40" } }),
    );
    const { panels, domain } = courseFigure(inventedInput({ reports }));
    const platelets = panels.slice(-1);
    const { placed, height } = panelCurves({ panels: platelets, domain }, { plotWidth: 840, head: 0 });
    const y = (value: number) => Math.round((1 - value / 400) * (96 - 14) * 100) / 100 + 14;
    expect(height).toBe(108);
    const at = (kind: "values" | "limit") => placed[0]?.curves[kind].map((point) => point.y);
    expect(at("values")).toEqual([y(40), y(40), null]);
    expect(at("limit")).toEqual([y(40), y(5), y(40), null]);
    const [from, to] = domain;
    const x = ((1 + 510 / 1440 - from) / (to - from)) * 840;
    expect(placed[0]?.curves.values[0]?.x).toBeCloseTo(x, 1);
    // A panel lower down stands lower by what is above it.
    const two = panelCurves({ panels: [...platelets, ...platelets], domain }, { plotWidth: 840, head: 24 });
    expect(two.placed[1]?.curves.values[0]?.y).toBeCloseTo(y(40) + 24 + 108 + 24);
  });

  test("has a table twin with headers, every value, its flag and what was not used", () => {
    const reports = [
      inventedReport({ id: "a", elapsed: 3, values: { WBC: "0.46", PLT: "DNR" } }),
      inventedReport({ id: "b", elapsed: 4, status: "preliminary", values: { WBC: "5.2" } }),
    ];
    const html = renderToStaticMarkup(<CourseTable figure={courseFigure(inventedInput({ reports }))} />);
    expect(html.match(/<th scope="col">/g)).toHaveLength(6);
    expect(html.match(/<th scope="row">/g)).toHaveLength(2);
    expect(html).toContain("0.46<small> ↓LL</small>");
    expect(html).toContain("DNR");
    expect(html).toContain("5.2<small> preliminary</small>");
  });

  test("a sparkline is drawn on the server and hidden from readers, who have the values beside it", () => {
    const html = renderToStaticMarkup(<Sparkline days={[0, 1]} values={[1, 2]} low={0} high={3} />);
    expect(html).toMatch(/^<svg[^>]*aria-hidden="true"/);
    expect(html).toContain("<path");
  });
});
