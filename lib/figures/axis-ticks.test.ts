import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LocalDate } from "../branded";
import { dayNumber } from "../clinical/calendar";
import { axisTicks, dayOnAxis, stopLabel } from "./axis-ticks";
import { AXIS_MODES } from "./course-model";
import { DAY_ONE } from "./fixtures/invented-course";

const origin = dayNumber(DAY_ONE);
const labels = (mode: "date" | "treatment-day" | "course-day", domain: [number, number], starts = [0]) =>
  axisTicks({ mode, origin, starts, domain }).map((tick) => tick.label);

describe("the time axis", () => {
  test("a day of treatment counts from Day 1 and never shows a day 0", () => {
    expect(labels("treatment-day", [-8, 29])).toEqual([
      "Day −7",
      "Day 1",
      "Day 8",
      "Day 15",
      "Day 22",
      "Day 29",
    ]);
    fc.assert(
      fc.property(
        fc.constantFrom(...AXIS_MODES),
        fc.integer({ min: -4000, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.array(fc.integer({ min: -200, max: 3000 }), { maxLength: 6 }),
        (mode, from, length, starts) => {
          const sorted = starts.toSorted((a, b) => a - b);
          const ticks = axisTicks({ mode, origin, starts: sorted, domain: [from, from + length] });
          for (const tick of ticks) {
            expect(tick.label).not.toMatch(/Day [−-]?0$/);
            expect(tick.x).toBeGreaterThanOrEqual(from);
            expect(tick.x).toBeLessThanOrEqual(from + length);
          }
          expect(ticks.length).toBeLessThanOrEqual(mode === "course-day" ? 20 : 10);
        },
      ),
    );
  });

  test("the day before treatment is Day −1", () => {
    expect(dayOnAxis(-0.6, { mode: "treatment-day", starts: [0] })).toBe("Day −1");
    expect(dayOnAxis(0.2, { mode: "treatment-day", starts: [0] })).toBe("Day 1");
  });

  test("a day of course starts again with every course, and each first day is lettered", () => {
    const ticks = axisTicks({ mode: "course-day", origin, starts: [0, 35], domain: [-4, 60] });
    expect(ticks.filter((tick) => tick.label === "Day 1").map((tick) => tick.x)).toEqual([0, 35]);
    expect(dayOnAxis(36.4, { mode: "course-day", starts: [0, 35] })).toBe("Day 2");
    expect(dayOnAxis(-1, { mode: "course-day", starts: [0, 35] })).toBe("Day −1");
  });

  test("dates are days for weeks and months for years", () => {
    expect(labels("date", [0, 28])[0]).toBe("02-Mar");
    expect(labels("date", [0, 900])).toContain("Jan-2027");
  });

  test("a stop tells date and day, and only what may be told", () => {
    const frame = { mode: "treatment-day", origin, starts: [0], domain: [0, 50] } as const;
    expect(stopLabel(29.35, frame, { date: true, day: true })).toBe("31-Mar-2026 · Day 30");
    expect(stopLabel(29.35, frame, { date: false, day: true })).toBe("Day 30");
    expect(stopLabel(29.35, frame, { date: true, day: false })).toBe("31-Mar-2026");
    expect(dayNumber("2026-03-31" as LocalDate) - origin).toBe(29);
  });
});
