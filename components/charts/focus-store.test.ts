import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { focusStore, nearestStop, stopAfterKey } from "./focus-store";

describe("the focus of the course", () => {
  test("tells its listeners only when it moves", () => {
    const store = focusStore();
    const seen: (number | null)[] = [];
    const stop = store.subscribe(() => seen.push(store.get()));
    store.set(3);
    store.set(3);
    store.set(null);
    stop();
    store.set(5);
    expect(seen).toEqual([3, null]);
  });

  test("goes to the nearest day with results; halfway to the later one", () => {
    const stops = [{ x: 0 }, { x: 10 }, { x: 11 }];
    expect([-5, 0, 4.9, 5, 10.4, 99].map((x) => nearestStop(stops, x))).toEqual([0, 0, 0, 1, 1, 2]);
    expect(nearestStop([], 3)).toBeNull();
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.integer(), (xs, x) => {
        const sorted = xs.toSorted((a, b) => a - b).map((each) => ({ x: each }));
        const found = sorted[nearestStop(sorted, x) ?? -1]?.x ?? Number.NaN;
        expect(Math.abs(found - x)).toBe(Math.min(...xs.map((each) => Math.abs(each - x))));
      }),
    );
  });

  test("moves by arrows to the next day and stays at the ends", () => {
    expect(stopAfterKey("ArrowLeft", null, 5)).toBe(4);
    expect(stopAfterKey("ArrowLeft", 0, 5)).toBe(0);
    expect(stopAfterKey("ArrowRight", 3, 5)).toBe(4);
    expect(stopAfterKey("ArrowRight", 4, 5)).toBe(4);
    expect(stopAfterKey("Home", 3, 5)).toBe(0);
    expect(stopAfterKey("End", 0, 5)).toBe(4);
  });

  test("leaves other keys, and Escape with nothing in focus, to the page", () => {
    expect(stopAfterKey("Tab", 1, 5)).toBeUndefined();
    expect(stopAfterKey("Escape", null, 5)).toBeUndefined();
    expect(stopAfterKey("Escape", 2, 5)).toBeNull();
    expect(stopAfterKey("ArrowLeft", null, 0)).toBeUndefined();
  });
});
