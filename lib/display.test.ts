import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  daysBetween,
  protocolDayOf,
  showAge,
  showCollected,
  showCount,
  showDate,
  showDay,
  showDayMonth,
  showDuration,
  showFlag,
  showGap,
  showInstant,
  showInterval,
  showNumber,
  showPhase,
  showSentence,
  showUnit,
  showValue,
} from "./display";

describe("dates", () => {
  it("are written dd-MMM-yyyy, so that day and month cannot be swapped", () => {
    expect(showDate("2026-03-31")).toBe("31-Mar-2026");
    expect(showDayMonth("2026-12-01")).toBe("01-Dec");
  });

  it("inside a sentence are written the same way", () => {
    expect(showSentence("window 2026-11-15 to 2026-11-22, MRN 4410-22")).toBe(
      "window 15-Nov-2026 to 22-Nov-2026, MRN 4410-22",
    );
  });

  it("show the time only where it is known", () => {
    expect(showCollected({ date: "2026-03-31", minute: 510 })).toBe("31-Mar-2026 08:30");
    expect(showCollected({ date: "2026-03-31", minute: null })).toBe("31-Mar-2026");
    expect(showCollected({ date: "2026-03-31", minute: 0 })).toBe("31-Mar-2026 00:00");
  });

  it("of an instant are the site's, whatever the reader's clock", () => {
    expect(showInstant("2026-03-31T22:30:00Z", "Europe/Berlin")).toBe("01-Apr-2026 00:30");
    expect(showInstant("2026-03-31T22:30:00Z", "America/St_Johns")).toBe("31-Mar-2026 20:00");
    expect(showInstant(Date.UTC(2026, 0, 1, 0, 5), "UTC")).toBe("01-Jan-2026 00:05");
  });

  it("count days by the calendar, over a change to summer time too", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-03-30", "2026-03-28")).toBe(-2);
  });

  it("have no day 0", () => {
    expect(protocolDayOf("2026-03-02", "2026-03-02")).toBe(1);
    expect(protocolDayOf("2026-03-02", "2026-03-01")).toBe(-1);
    expect(showDay(protocolDayOf("2026-03-02", "2026-02-27"))).toBe("Day −3");
    expect(showDay(30)).toBe("Day 30");
  });
});

describe("ages", () => {
  it("turn on the birthday, and on 1 March for someone born on 29 February", () => {
    expect(showAge("1992-03-14", "2026-03-13")).toBe("33 y");
    expect(showAge("1992-03-14", "2026-03-14")).toBe("34 y");
    expect(showAge("2000-02-29", "2026-02-28")).toBe("25 y");
    expect(showAge("2000-02-29", "2026-03-01")).toBe("26 y");
  });

  it("of an infant are told in months, of a newborn in days", () => {
    expect(showAge("2025-10-15", "2026-03-14")).toBe("4 mo");
    expect(showAge("2024-03-15", "2026-03-14")).toBe("23 mo");
    expect(showAge("2026-03-01", "2026-03-14")).toBe("13 d");
  });
});

describe("age limits", () => {
  it("are told in years, months and days from birth", () => {
    expect(["P0D", "P3M", "P18Y", "P1Y6M"].map(showDuration)).toEqual(["birth", "3 mo", "18 y", "1 y 6 mo"]);
  });
});

describe("values", () => {
  it("are shown as recorded, trailing zeros and comparator included", () => {
    expect(showValue({ text: "12.40", value: 12.4, comparator: null })).toBe("12.40");
    expect(showValue({ text: "<= 0.01", value: 0.01, comparator: "<=" })).toBe("≤0.01");
    expect(showValue({ text: ">1500", value: 1500, comparator: ">" })).toBe(">1500");
  });

  it("are shown converted where another unit was sent, without a rounding that could contradict a verdict", () => {
    expect(showValue({ text: "124", value: 12.4, comparator: null })).toBe("12.4");
    expect(showValue({ text: "5040", value: 5.04, comparator: null })).toBe("5.04");
    expect(showValue({ text: "124", value: 124 * 0.1, comparator: null })).toBe("12.4");
  });

  it("without a number are shown as received, never as zero", () => {
    expect(showValue({ text: "DNR", value: null, comparator: null })).toBe("DNR");
    expect(showValue({ text: "", value: null, comparator: null })).toBe("no value");
  });

  it("keep every decimal a laboratory can send", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.integer({ min: 0, max: 4 }),
        (digits, places) => {
          const value = digits / 10 ** places;
          expect(Number(showNumber(value))).toBe(value);
          expect(showNumber(value)).not.toContain("e");
        },
      ),
    );
    expect(showNumber(1e-7)).toBe("0.0000001");
  });
});

describe("units, intervals and flags", () => {
  it("print powers of ten the way a report does and leave foreign units alone", () => {
    expect(showUnit("10*9/L")).toBe("×10⁹/L");
    expect(showUnit("g/mL")).toBe("g/mL");
    expect(showUnit(null)).toBe("");
  });

  it("give both limits the same number of decimals", () => {
    expect(showInterval({ low: 4, high: 10.5 })).toBe("4.0–10.5");
    expect(showInterval({ low: 165, high: 387 })).toBe("165–387");
    expect(showInterval({ low: null, high: 5 })).toBe("≤ 5");
    expect(showInterval({ low: 1.5, high: null })).toBe("≥ 1.5");
    expect(showInterval({ low: null, high: null })).toBe("");
  });

  it("always say a flag in letters and words, never by tone alone", () => {
    expect(showFlag("LL")).toEqual({ letters: "LL", arrow: "↓", words: "critically low", tone: "critical" });
    expect(showFlag("N")).toBeNull();
    expect(showFlag(null)).toBeNull();
  });
});

describe("words", () => {
  it("name the gap between marrow and count by which came first", () => {
    expect(showGap(0)).toBe("same day");
    expect(showGap(-1)).toBe("1 day before");
    expect(showGap(3)).toBe("3 days after");
  });

  it("count in the singular and the plural", () => {
    expect(showCount(1, "patient")).toBe("1 patient");
    expect(showCount(1412, "patient")).toBe("1,412 patients");
    expect(showPhase("interim-maintenance")).toBe("Interim maintenance");
  });
});
