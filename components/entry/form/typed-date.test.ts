import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localMoment, typedDate, typedTime } from "./typed-date";

describe("a typed date", () => {
  it.each([
    ["2026-03-31", "2026-03-31"],
    ["20260331", "2026-03-31"],
    ["2026.3.1", "2026-03-01"],
    ["31-Mar-2026", "2026-03-31"],
    ["31mar2026", "2026-03-31"],
    ["1 march 2026", "2026-03-01"],
    [" 29-Feb-2024 ", "2024-02-29"],
  ])("%s is %s", (typed, date) => {
    expect(typedDate(typed)).toEqual({ ok: true, date });
  });

  it("that can be read two ways is refused, never guessed", () => {
    const read = typedDate("03/04/2026");
    expect(read.ok).toBe(false);
    expect(!read.ok && read.message).toContain("two different days");
  });

  it.each(["2026-02-29", "31-Feb-2026", "2026-13-01", "20261301", "2026-00-10"])(
    "%s does not exist and is said so",
    (typed) => {
      const read = typedDate(typed);
      expect(!read.ok && read.message).toContain("does not exist");
    },
  );

  it.each(["yesterday", "31-Foo-2026", "2026", "2026-03"])("%s is not a date", (typed) => {
    expect(typedDate(typed).ok).toBe(false);
  });

  it("left empty is no date, not today", () => {
    expect(typedDate("  ")).toEqual({ ok: true, date: null });
  });

  it("never throws and never hands out a date that is not one", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        const read = typedDate(typed);
        if (read.ok && read.date !== null) {
          const [year, month, day] = read.date.split("-").map(Number);
          const back = new Date(Date.UTC(year!, month! - 1, day!));
          expect([back.getUTCMonth() + 1, back.getUTCDate()]).toEqual([month, day]);
        }
      }),
    );
  });
});

describe("a typed time", () => {
  it.each([
    ["8:30", "08:30"],
    ["0830", "08:30"],
    ["08.30", "08:30"],
    ["23:59", "23:59"],
    ["00:00", "00:00"],
  ])("%s is %s", (typed, time) => {
    expect(typedTime(typed)).toEqual({ ok: true, time });
  });

  it.each(["24:00", "8:60", "830", "8:3", "8 pm"])("%s is refused", (typed) => {
    expect(typedTime(typed).ok).toBe(false);
  });

  it("left empty leaves the report with its date alone", () => {
    expect(typedTime("")).toEqual({ ok: true, time: null });
    expect(localMoment("2026-03-31", null)).toBe("2026-03-31");
    expect(localMoment("2026-03-31", "08:30")).toBe("2026-03-31T08:30");
  });
});
