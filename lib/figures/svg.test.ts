import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import { type FigureTheme, THEMES } from "./figure-themes";
import { inventedInput, inventedRecord } from "./fixtures/invented-course";
import { figureBox } from "./geometry";
import { panelScene } from "./panel-scene";
import { courseFigureSvg } from "./svg";
import { escapeXml } from "./svg-markup";

const figure = courseFigure(inventedInput());

describe("the drawn figure", () => {
  test("is self-contained: no script, no foreign object, no event, no reference, no style sheet", () => {
    const svg = courseFigureSvg(figure, { header: ["A"], footer: ["B"] });
    expect(svg).not.toMatch(/<script|<foreignObject|<style|<image|<use|href|url\(|\son\w+=/i);
    expect(svg.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
  });

  test("names and protocols are text, whatever they contain", () => {
    const hostile = `</text><script>alert("1")</script>&\u0000\u001b`;
    const [course] = inventedRecord().courses;
    if (!course) throw new Error("the fixture has a course");
    const named = courseFigure(inventedInput({ courses: [{ ...course, protocol: hostile }] }));
    const svg = courseFigureSvg(named, { header: [hostile], footer: [hostile] });
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;");
    expect(escapeXml("a\u0000b\ud800c\u0085")).toBe("abc");
  });

  test("holds every mark, label and latest value of the model, at the model's place", () => {
    const svg = courseFigureSvg(figure, { width: 1080 });
    const marks = figure.panels.flatMap((panel) => panelScene(panel, figure.domain).marks);
    // One group a mark, and one for each shape of the legend.
    expect(svg.match(/<g transform="translate\([\d.]+ [\d.]+\)"><path/g)?.length).toBe(marks.length + 3);
    for (const panel of figure.panels) {
      expect(svg).toContain(escapeXml(panel.latest?.text ?? "–"));
      for (const point of panel.points.filter(({ labelled }) => labelled))
        expect(svg).toContain(`>${point.text} %<`);
      for (const tick of panel.ticks) expect(svg).toContain(`>${tick.label}<`);
    }
    for (const tick of figure.ticks) expect(svg).toContain(`>${tick.label}<`);
    const box = figureBox(figure, 1080 - 32);
    expect(box.axisTop).toBe(box.panels.reduce((sum, panel) => sum + panel.height, box.panels[0]?.top ?? 0));
  });

  test("never draws outside its numbers, and an empty figure says why it is empty", () => {
    for (const theme of ["light", "dark", "print"] as const) {
      expect(courseFigureSvg(figure, { theme })).not.toMatch(/NaN|Infinity|undefined/);
    }
    const empty = courseFigureSvg(courseFigure(inventedInput({ reports: [] })));
    expect(empty).toContain("No results yet.");
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("tells nothing of who or when when de-identified", () => {
    const svg = courseFigureSvg(courseFigure(inventedInput(), { deidentified: true, axis: "date" }));
    expect(svg).not.toMatch(/20\d\d-|-(?:Feb|Mar|Apr)|GRAALL/);
    expect(svg).toContain(">Day 29–36<");
  });

  test("in print is black, white and grey, so that nothing is told by colour alone", () => {
    for (const colour of Object.values(THEMES.print)) {
      const [, r, g, b] = /^#(..)(..)(..)$/.exec(colour) ?? [];
      expect([r, g]).toEqual([g, b]);
    }
  });
});

describe("the colours", () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  test.each(Object.entries(THEMES))(
    "of %s keep 4.5:1 for letters and 3:1 for marks and lines",
    (_, theme: FigureTheme) => {
      for (const letters of [
        "ink",
        "muted",
        "line",
        "critical",
        "platelets",
        "red-cells",
        "g-csf",
      ] as const) {
        expect({ letters, enough: contrast(theme[letters], theme.surface) >= 4.5 }).toEqual({
          letters,
          enough: true,
        });
      }
      for (const ground of ["surface", "band", "window"] as const) {
        expect(contrast(theme.ink, theme[ground])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(theme.line, theme[ground])).toBeGreaterThanOrEqual(3);
        expect(contrast(theme.reference, theme[ground])).toBeGreaterThanOrEqual(3);
        expect(contrast(theme.critical, theme[ground])).toBeGreaterThanOrEqual(3);
      }
      for (const bar of ["bar-induction", "bar-post"] as const) {
        expect(contrast(theme.ink, theme[bar])).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test("of the screen are those of the exports", () => {
    const css = readFileSync(new URL("../../components/charts/chart-colors.css", import.meta.url), "utf8");
    for (const [name, light] of Object.entries(THEMES.light)) {
      const dark = THEMES.dark[name as keyof FigureTheme];
      expect(css).toContain(`--d29-${name}: light-dark(${light}, ${dark});`);
    }
  });
});
