import { describe, expect, it } from "vitest";
import type { LiveChange } from "@/lib/contract/live";
import { changeWords } from "./change-words";

const change = (what: string, by = "n", version = 1): LiveChange => ({
  id: "1",
  what,
  patients: ["p"],
  total: 1,
  report: what.startsWith("report.") ? { key: "r", version } : null,
  by,
  at: "2026-04-10T12:04:00.000Z",
});
const words = (...changes: LiveChange[]) => changeWords(changes, "Tom Hale", "12:04");

describe("what colleagues did", () => {
  it("is counted and named with the last one and the time", () => {
    expect(words(change("report.record"))).toBe("1 new report by Tom Hale, 12:04");
    expect(words(change("report.record"), change("report.record", "o"))).toBe(
      "2 new reports by Tom Hale and others, 12:04",
    );
    expect(words(change("report.correct", "n", 2))).toBe("1 corrected report by Tom Hale, 12:04");
  });

  it("of several kinds, or of a kind without words of its own, is a change", () => {
    expect(words(change("report.record"), change("course.add"))).toBe("2 changes by Tom Hale, 12:04");
    expect(words(change("support.add"))).toBe("1 change by Tom Hale, 12:04");
  });

  it("is spoken in words that take their own plural", () => {
    expect(words(change("feed.receive"), change("feed.receive"))).toBe(
      "2 messages from the laboratory by Tom Hale, 12:04",
    );
    expect(words(change("report.record", "n", 2), change("report.record", "n", 3))).toBe(
      "2 new versions of a report by Tom Hale, 12:04",
    );
  });
});
