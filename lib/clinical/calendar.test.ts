import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { Instant } from "../branded";
import {
  addDays,
  ageInYears,
  dateOfDayNumber,
  dayNumberAfter,
  daysBetween,
  localDate,
  localMinutes,
  parseDuration,
  protocolDay,
} from "./calendar";
import { day } from "./testing/sample-record";
import {
  asOfInstant,
  asOfMoment,
  isCalendarProblem,
  isTimeZone,
  localDateOf,
  parseCollected,
  parseMoment,
} from "./zone";

const serverZone = process.env.TZ;
afterEach(() => {
  if (serverZone === undefined) delete process.env.TZ;
  else process.env.TZ = serverZone;
});

const dates = fc.integer({ min: -100_000, max: 100_000 }).map(dateOfDayNumber);

/** Birth date plus an ISO duration. */
const birthPlus = (date: string, text: string) => {
  const duration = parseDuration(text);
  return duration && dateOfDayNumber(dayNumberAfter(day(date), duration));
};

describe("dates", () => {
  test("only days that exist are dates", () => {
    expect(localDate("2024-02-29")).toBe("2024-02-29");
    for (const text of [
      "2023-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-04-31",
      "26-04-01",
      "2026-4-1",
      "0000-01-01",
      "2026-04-00",
      "2026-06-31",
      "2026-09-31",
      "2026-11-31",
      "1900-02-29",
      "2100-02-29",
      "12026-04-01",
      "2026-04-011",
      "2026/04/01",
      "x",
    ]) {
      expect([text, localDate(text)]).toEqual([text, null]);
    }
    for (const text of ["0001-01-01", "2000-02-29", "2026-12-31", "9999-12-31"])
      expect(localDate(text)).toBe(text);
  });

  test("the last day of four hundred years is a day like others", () => {
    for (const year of ["1600", "2000", "2400"]) {
      expect(addDays(day(`${year}-02-28`), 1)).toBe(`${year}-02-29`);
      expect(addDays(day(`${year}-02-29`), 1)).toBe(`${year}-03-01`);
    }
    expect(addDays(day("1900-02-28"), 1)).toBe("1900-03-01");
  });

  test("day arithmetic agrees with the platform's calendar and goes there and back", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(moved).toBe(
          new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10),
        );
      }),
    );
  });

  test.each(["America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "UTC"])(
    "a day across the clock change is one day, whatever zone the server keeps (%s)",
    (zone) => {
      process.env.TZ = zone;
      expect(daysBetween(day("2026-03-02"), day("2026-03-30"))).toBe(28);
      expect(addDays(day("2026-10-24"), 2)).toBe("2026-10-26");
      expect(daysBetween(day("2011-12-29"), day("2011-12-31"))).toBe(2);
      expect(parseCollected("2026-03-29T23:30:00+00:00", "Europe/London")).toMatchObject({
        collected: { date: "2026-03-30", minute: 30 },
      });
      expect(parseCollected("2026-03-08T02:15:00Z", "America/St_Johns")).toMatchObject({
        collected: { date: "2026-03-07", minute: 22 * 60 + 45 },
      });
      expect(parseCollected("2026-01-01T00:00:00Z", "Asia/Kathmandu")).toMatchObject({
        collected: { date: "2026-01-01", minute: 5 * 60 + 45 },
      });
    },
  );

  test("the first day of treatment is Day 1 and there is no day 0", () => {
    expect(protocolDay(day("2026-03-02"), day("2026-03-02"))).toBe(1);
    expect(protocolDay(day("2026-03-02"), day("2026-03-01"))).toBe(-1);
    expect(protocolDay(day("2026-03-02"), day("2026-03-30"))).toBe(29);
  });

  test("who is born on 29 February is a year older on 1 March, and a month after 31 January is 1 March", () => {
    expect(birthPlus("2024-02-29", "P1Y")).toBe("2025-03-01");
    expect(birthPlus("2024-02-29", "P4Y")).toBe("2028-02-29");
    expect(birthPlus("2025-01-31", "P1M")).toBe("2025-03-01");
    expect(birthPlus("2025-12-31", "P2M")).toBe("2026-03-01");
    expect(birthPlus("2025-12-15", "P1M")).toBe("2026-01-15");
    expect(birthPlus("2025-12-15", "P31D")).toBe("2026-01-15");
    expect(ageInYears(day("2008-02-29"), day("2026-02-28"))).toBe(17);
    expect(ageInYears(day("2008-02-29"), day("2026-03-01"))).toBe(18);
  });

  test("a duration is calendar units or nothing", () => {
    expect(parseDuration("P1Y2M3D")).toEqual({ years: 1, months: 2, days: 3 });
    expect(parseDuration("P2W")).toEqual({ years: 0, months: 0, days: 14 });
    expect(parseDuration("P12W")).toEqual({ years: 0, months: 0, days: 84 });
    for (const text of ["P", "PT1H", "1Y", "P-1Y", "P1.5Y", "xP1Y", "P1Yx", ""])
      expect(parseDuration(text)).toBeNull();
  });
});

describe("times", () => {
  test("a time the clocks jumped over is refused, one they showed twice is flagged", () => {
    expect(parseCollected("2026-03-29T01:30", "Europe/London")).toMatchObject({ problem: "no-such-time" });
    expect(parseCollected("2026-10-25T01:30", "Europe/London")).toMatchObject({ ambiguous: true });
    expect(parseCollected("2026-10-25T01:30+00:00", "Europe/London")).toMatchObject({ ambiguous: false });
    expect(parseCollected("2026-10-25T03:30", "Europe/London")).toMatchObject({ ambiguous: false });
  });

  test("a bare date has no minute, is near as noon, and is received at noon", () => {
    const parsed = parseCollected("2026-03-31", "America/New_York");
    expect(parsed).toMatchObject({ collected: { date: "2026-03-31", minute: null } });
    expect(parseMoment("2026-03-31", "America/New_York")).toBe(Date.parse("2026-03-31T16:00:00Z"));
    const noon = localMinutes({ date: day("2026-03-31"), minute: 720 });
    expect(localMinutes({ date: day("2026-03-31"), minute: null })).toBe(noon);
  });

  test("an as-of that is a bare date is the end of that day at the site, also when the day is 23 hours long", () => {
    expect(asOfMoment("2026-03-29", "Europe/London")).toEqual({
      instant: Date.parse("2026-03-29T23:00:00Z") - 1,
      date: "2026-03-29",
    });
  });

  test("what cannot be read is a problem, never an exception", () => {
    for (const text of [
      "",
      "yesterday",
      "2026-02-30",
      "2026-03-31T25:00",
      "2026-03-31T12:60",
      "0000-01-01",
      "2026-03-31T12:00+99:00",
    ]) {
      expect(parseCollected(text, "Europe/London")).toHaveProperty("problem");
      expect(asOfMoment(text, "Europe/London")).toHaveProperty("problem");
    }
    expect(parseCollected("2026-03-31", "Mars/Olympus")).toMatchObject({ problem: "unknown-zone" });
    expect(asOfMoment("2026-03-31T12:00Z", "Mars/Olympus")).toMatchObject({ problem: "unknown-zone" });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        expect(typeof parseCollected(text, "Europe/London")).toBe("object");
      }),
    );
  });

  test("an offset is read with and without a colon or minutes", () => {
    for (const offset of ["+01:00", "+0100", "+01"]) {
      expect(parseMoment(`2026-03-31T09:00${offset}`, "Europe/London")).toBe(
        Date.parse("2026-03-31T08:00:00Z"),
      );
    }
    expect(parseMoment("2026-03-31T09:00:30.250z", "Europe/London")).toBe(
      Date.parse("2026-03-31T09:00:30.250Z"),
    );
  });

  test.each([
    ["yesterday", "unreadable"],
    ["2026-03-31T12", "unreadable"],
    ["2026-03-31T25:00", "unreadable"],
    ["2026-03-31T12:60", "unreadable"],
    ["2026-03-31T12:00:60", "unreadable"],
    ["2026-03-31T12:00+99:00", "unreadable"],
    ["2026-02-30", "no-such-date"],
    ["0000-01-01T12:00", "no-such-date"],
    ["2026-03-29T01:30", "no-such-time"],
  ])("%s is named %s, with its text", (text, problem) => {
    const found = parseCollected(text, "Europe/London");
    expect(found).toEqual({ problem, text });
    expect(isCalendarProblem(found)).toBe(true);
    expect([parseMoment(text, "Europe/London"), asOfMoment(text, "Europe/London")]).toEqual([found, found]);
  });

  test("the last second of a minute, an hour and a day is a time like others", () => {
    expect(parseMoment("2026-03-31T23:59:59Z", "Europe/London")).toBe(Date.parse("2026-03-31T23:59:59Z"));
  });

  test("what can be read is no problem, spaces around it or not", () => {
    const found = parseCollected(" 2026-03-31T12:00 ", "Europe/London");
    expect(found).toMatchObject({ collected: { date: "2026-03-31", minute: 720 } });
    expect(isCalendarProblem(found)).toBe(false);
  });

  test("as of a time the clocks showed twice is the second, which includes what arrived at the first", () => {
    expect(asOfMoment("2026-10-25T01:30", "Europe/London")).toEqual({
      instant: Date.parse("2026-10-25T01:30:00Z"),
      date: "2026-10-25",
    });
    expect(parseMoment("2026-10-25T01:30", "Europe/London")).toBe(Date.parse("2026-10-25T00:30:00Z"));
    expect(asOfMoment("2026-10-25T03:30", "Europe/London")).toMatchObject({
      instant: Date.parse("2026-10-25T03:30:00Z"),
    });
  });

  test("as of an instant is that moment, on its date at the site", () => {
    const instant = Date.parse("2026-03-29T23:30:00Z") as Instant;
    expect(asOfInstant(instant, "Europe/London")).toEqual({ instant, date: "2026-03-30" });
  });

  test("a day the site skipped has a first moment, the one after it", () => {
    expect(parseMoment("2011-12-30", "Pacific/Apia")).toBe(Date.parse("2011-12-30T22:00:00Z"));
  });

  test("a zone is known by its name only", () => {
    expect(isTimeZone("Etc/GMT+5")).toBe(true);
    expect(isTimeZone("Pacific/Apia")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
    expect(isTimeZone("+02:00")).toBe(false);
  });

  test("an instant is a date at the site, not at the server", () => {
    expect(localDateOf(Date.parse("2026-03-29T23:30:00Z") as Instant, "Europe/London")).toBe("2026-03-30");
    expect(localDateOf(Date.parse("2026-03-29T23:30:00Z") as Instant, "America/New_York")).toBe("2026-03-29");
  });
});
