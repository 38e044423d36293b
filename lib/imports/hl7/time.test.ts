import { describe, expect, test } from "vitest";
import type { Instant } from "@/lib/branded";
import { collectionReader, readDate } from "./time";

const received = Date.parse("2026-04-01T12:00:00Z") as Instant;
const losAngeles = collectionReader("America/Los_Angeles", received);
const berlin = collectionReader("Europe/Berlin", received);

describe("a collection time", () => {
  test("with an offset is shown by the clocks of the site", () => {
    expect(losAngeles("20110103143428-0800")).toMatchObject({
      kind: "read",
      collected: { date: "2011-01-03", minute: 14 * 60 + 34 },
    });
    expect(berlin("20110103143428-0800")).toMatchObject({
      collected: { date: "2011-01-03", minute: 23 * 60 + 34 },
    });
    expect(berlin("201101031634-0800")).toMatchObject({ collected: { date: "2011-01-04", minute: 94 } });
  });

  test("without an offset is a time at the site", () => {
    expect(berlin("202603310830")).toMatchObject({ collected: { date: "2026-03-31", minute: 510 } });
    expect(berlin("20260331083000.1234")).toMatchObject({ collected: { date: "2026-03-31", minute: 510 } });
    expect(berlin("2026033108")).toMatchObject({ collected: { date: "2026-03-31", minute: 480 } });
  });

  test("without a time is a date alone", () => {
    expect(berlin("20260331")).toMatchObject({ collected: { date: "2026-03-31", minute: null } });
  });

  test.each([
    "20260230",
    "20261301",
    "20260431",
    "2026033125",
    "202603310861",
    "yesterday",
    "31.03.2026",
    "2026-03-31",
  ])("%s is impossible", (text) => {
    expect(berlin(text)).toEqual({ kind: "impossible", text });
  });

  test("to the month or year is imprecise, not guessed", () => {
    expect(berlin("202603").kind).toBe("imprecise");
    expect(berlin("2026").kind).toBe("imprecise");
    expect(berlin("202613").kind).toBe("impossible");
  });

  test("that the clocks jumped over does not exist; one they showed twice is said to be ambiguous", () => {
    expect(berlin("202603290230").kind).toBe("skipped");
    expect(berlin("202510260230")).toMatchObject({ kind: "read", ambiguous: true });
    expect(berlin("202510260230+0100")).toMatchObject({ kind: "read", ambiguous: false });
  });

  test("after the file was received is in the future, by the minute where a time is given", () => {
    expect(berlin("20260401135900")).toMatchObject({ future: false });
    expect(berlin("20260401140100")).toMatchObject({ future: true });
    expect(berlin("20260401")).toMatchObject({ future: false });
    expect(berlin("20260402")).toMatchObject({ future: true });
    // The 2nd of April has begun in Apia while it is still the 1st in Berlin.
    expect(collectionReader("Pacific/Apia", received)("20260402")).toMatchObject({ future: false });
  });
});

test("a birth date is the date as it stands, whatever follows it", () => {
  expect(readDate("19610615")).toBe("1961-06-15");
  expect(readDate("196106152359-0800")).toBe("1961-06-15");
  for (const text of ["196106", "19610631", "", "unknown"]) expect(readDate(text), text).toBeNull();
});
