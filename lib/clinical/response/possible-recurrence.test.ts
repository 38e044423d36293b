import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import { DEFAULT_POLICY } from "../policy";
import type { PatientRecord } from "../record";
import { at, count, finding, marrow, sample } from "../testing/sample-record";

const remission = (record: PatientRecord, asOf = "2026-05-30") =>
  assess(record, at(asOf), DEFAULT_POLICY).remission;
const words = (record: PatientRecord, asOf?: string) =>
  remission(record, asOf).notes.find(({ code }) => code === "POSSIBLE_RECURRENCE")?.text ?? null;

const CLEAR = [marrow("2026-03-31T09:00", "1"), count("2026-03-31T08:30")];
const LOW = [marrow("2026-03-31T09:00", "1"), count("2026-03-31T08:30", { PLT: "60" })];
const BLOOD = count("2026-04-21T08:00", { BLAST_PCT: "4" });

describe("possible recurrence", () => {
  test("asks for a remission that was met before: blasts that never went away are none", () => {
    expect(words(sample([...CLEAR, BLOOD]))).toContain("Blood blasts on 2026-04-21.");
    expect(words(sample([...LOW, BLOOD]))).toBeNull();
    expect(words(sample([marrow("2026-03-31T09:00", "9"), count("2026-03-31T08:30"), BLOOD]))).toBeNull();
    const twice = [marrow("2026-03-31T09:00", "9"), marrow("2026-04-21T09:00", "12")];
    expect(words(sample(twice))).toBeNull();
  });

  test("of a marrow that was met later does not come from one before it", () => {
    const later = [marrow("2026-04-21T09:00", "1"), count("2026-04-21T08:30", { BLAST_PCT: "2" })];
    expect(words(sample([...CLEAR, ...later]))).toContain("Blood blasts with the marrow of 2026-04-21.");
    expect(remission(sample([...CLEAR, ...later])).lostOn).toBe("2026-04-21");
    expect(words(sample([...LOW, ...later]))).toBeNull();
  });

  test("blasts in the blood of the day of the marrow are the paired count's to say", () => {
    const evening = count("2026-03-31T20:00", { BLAST_PCT: "4" });
    expect(words(sample([...CLEAR, evening]))).toBeNull();
    expect(words(sample([...CLEAR, evening, BLOOD]))).not.toContain("2026-03-31.");
  });

  test("is seen in the blood after a marrow whose own percentage cannot be used", () => {
    const unusable = marrow("2026-04-14T09:00", "500");
    expect(words(sample([...CLEAR, unusable, BLOOD]))).toContain("Blood blasts on 2026-04-21.");
  });

  test("names every sign, and is dated by the first", () => {
    const lost = [marrow("2026-04-14T09:00", "9"), count("2026-04-14T08:00"), BLOOD];
    expect(words(sample([...CLEAR, ...lost]))).toContain(
      "Marrow blasts on 2026-04-14. Blood blasts on 2026-04-21.",
    );
    expect(remission(sample([...CLEAR, ...lost])).lostOn).toBe("2026-04-14");
  });

  test("extramedullary disease counts where it was found after the marrow, from the first such day", () => {
    const found = (...days: readonly string[]) =>
      sample(CLEAR, {
        extramedullary: [
          finding("present", "2026-02-20"),
          finding("absent", "2026-03-31"),
          finding("suspected", "2026-04-10"),
          ...days.map((day) => finding("present", day)),
        ],
      });
    expect(words(found())).toBeNull();
    expect(words(found("2026-05-20", "2026-05-05"))).toContain("Extramedullary disease since then.");
    expect(remission(found("2026-05-20", "2026-05-05")).lostOn).toBe("2026-05-05");
    expect(remission(found("2026-05-05", "2026-05-20")).lostOn).toBe("2026-05-05");
    expect(words(found("2026-05-05"), "2026-05-04")).toBeNull();
    // Found within a week it belongs to that marrow, which then was no remission.
    expect(words(found("2026-04-05"))).toBeNull();
  });

  test.each([
    ["24.9", "Below 25 %"],
    ["25", "At 25 %"],
    [">=25", "At 25 %"],
    [">20", "Below 25 %"],
  ])("at %s %% it says what the consensus asks for", (blasts, said) => {
    const record = sample([...CLEAR, marrow("2026-04-21T09:00", blasts), count("2026-04-21T08:00")]);
    expect(remission(record).notes.find(({ code }) => code === "CONFIRMATION_REQUIRED")?.text).toContain(
      said,
    );
  });
});
