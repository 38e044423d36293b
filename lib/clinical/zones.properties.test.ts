import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { LocalDate } from "../branded";
import { assess } from "./assess";
import { addDays, daysBetween, protocolDay } from "./calendar";
import { judgeReports } from "./judge";
import { courseKinetics } from "./kinetics";
import { DEFAULT_POLICY } from "./policy";
import { ordinaryRecords } from "./testing/any-record";
import { at, count, course, day, marrow, START, sample } from "./testing/sample-record";
import { localTimeOf, parseCollected } from "./zone";

/** Zones with changes at midnight, of half an hour, of a whole day, and without any. */
const ZONES = [
  "Europe/London",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Auckland",
  "UTC",
];
const zones = fc.constantFrom(...ZONES);
const dates = fc
  .integer({ min: 0, max: 20_000 })
  .map((number) => new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10) as LocalDate);

afterEach(() => vi.unstubAllEnvs());

describe("day arithmetic", { timeout: 120_000 }, () => {
  test("is of dates: across any clock change there and back, one protocol day to each date", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -400, max: 400 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
        expect(Date.parse(to) - Date.parse(from)).toBe(days * 86_400_000);
        if (days >= 0) expect(protocolDay(from, to)).toBe(days + 1);
      }),
      { numRuns: 1000 },
    );
  });

  test("of an instant is the date the clocks of the site show, and reads back as that instant", () => {
    const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(instants, zones, (milliseconds, zone) => {
        const text = new Date(milliseconds).toISOString();
        const read = parseCollected(text, zone);
        if (!("collected" in read)) throw new Error(text);
        expect(read.instant).toBe(milliseconds);
        const shown = new Intl.DateTimeFormat("sv-SE", {
          timeZone: zone,
          dateStyle: "short",
          timeStyle: "short",
        }).format(milliseconds);
        const { date, minute } = localTimeOf(read.instant, zone);
        const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
        expect(`${date} ${clock.join(":")}`).toBe(shown);
        expect(read.collected).toEqual({ date, minute });
      }),
      { numRuns: 500 },
    );
  });

  test("puts a marrow of local midnight on its own day of the window, whatever the zone", () => {
    const starts = fc.integer({ min: 0, max: 364 }).map((number) => addDays(day("2025-06-01"), number));
    fc.assert(
      fc.property(starts, zones, fc.constantFrom(27, 28, 35, 36), (start, timeZone, elapsed) => {
        const date = addDays(start, elapsed);
        // 03:30 exists on every date of these zones.
        const late = elapsed === 27 || elapsed === 35 ? "23:45" : "03:30";
        const record = sample(
          [marrow(`${date}T${late}`, "1", [], { timeZone }), count(`${date}T${late}`, {}, { timeZone })],
          { courses: [course(start)], patient: { timeZone, birthDate: day("1980-01-01") } },
        );
        const { milestone } = assess(record, at(addDays(start, 60), timeZone), DEFAULT_POLICY);
        const expected = { 27: "missed", 28: "met", 35: "met", 36: "late-met" }[elapsed];
        expect([start, milestone.state]).toEqual([start, expected]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the server's own time zone", { timeout: 120_000 }, () => {
  test("changes nothing in any assessment", () => {
    const moments = fc.integer({ min: 0, max: 90 }).map((elapsed) => addDays(START, elapsed));
    const whole = (record: Parameters<typeof assess>[0], on: LocalDate) => {
      const asOf = at(on);
      return [
        assess(record, asOf, DEFAULT_POLICY),
        judgeReports(record, asOf, DEFAULT_POLICY),
        courseKinetics(record, asOf, DEFAULT_POLICY),
      ];
    };
    fc.assert(
      fc.property(ordinaryRecords, moments, fc.constantFrom(...ZONES), (record, on, zone) => {
        vi.stubEnv("TZ", "UTC");
        const here = whole(record, on);
        vi.stubEnv("TZ", zone);
        expect(whole(record, on)).toEqual(here);
      }),
      { numRuns: 150 },
    );
  });

  test("changes nothing in what a collection time means", () => {
    for (const zone of ZONES) {
      vi.stubEnv("TZ", zone);
      expect(new Date(2026, 6, 1).getTimezoneOffset()).toBe(OFFSETS[zone]);
      expect(parseCollected("2026-03-31T08:30", "Asia/Kathmandu")).toMatchObject({
        collected: { date: "2026-03-31", minute: 510 },
        instant: Date.UTC(2026, 2, 31, 2, 45),
      });
    }
  });
});

/** Minutes behind UTC on 1 July: shows that the stub reaches the platform. */
const OFFSETS: Readonly<Record<string, number>> = {
  "Europe/London": -60,
  "America/New_York": 240,
  "America/St_Johns": 150,
  "America/Santiago": 240,
  "Africa/Cairo": -180,
  "Asia/Beirut": -180,
  "Asia/Kathmandu": -345,
  "Australia/Lord_Howe": -630,
  "Pacific/Apia": -780,
  "Pacific/Auckland": -720,
  UTC: 0,
};
