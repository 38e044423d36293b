import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownRecord } from "../judging/known-record";
import { DEFAULT_POLICY } from "../policy";
import type { ExtramedullaryAnswer, ExtramedullaryFinding } from "../record";
import { at, day, finding, sample } from "../testing/sample-record";
import { extramedullaryAt } from "./extramedullary";

const MARROW = day("2026-03-31");
const known = (findings: readonly ExtramedullaryFinding[], asOf = "2026-05-30") =>
  knownRecord(sample([], { extramedullary: findings }), at(asOf), DEFAULT_POLICY);

/** The answer, whatever the order in which the findings were entered. */
function answer(findings: readonly ExtramedullaryFinding[], asOf?: string): ExtramedullaryAnswer {
  const there = extramedullaryAt(known(findings, asOf), MARROW);
  expect(extramedullaryAt(known(findings.toReversed(), asOf), MARROW)).toBe(there);
  return there;
}

describe("extramedullary disease at a marrow", () => {
  test("is not assessed where nothing is recorded", () => {
    expect(answer([])).toBe("not-assessed");
    expect(answer([finding("not-assessed")])).toBe("not-assessed");
  });

  test("is what the latest dated assessment says, up to seven days after", () => {
    const then = [finding("present", "2026-02-20"), finding("absent", "2026-03-30")];
    expect(answer(then)).toBe("absent");
    expect(answer([...then, finding("suspected", "2026-04-07")])).toBe("suspected");
    expect(answer([...then, finding("suspected", "2026-04-08")])).toBe("absent");
    expect(answer([finding("suspected", "2026-03-28"), finding("present", "2026-03-20")])).toBe("suspected");
  });

  test("is the worse of two assessments of one date", () => {
    expect(answer([finding("absent", "2026-03-31"), finding("present", "2026-03-31")])).toBe("present");
    expect(answer([finding("suspected", "2026-03-31"), finding("absent", "2026-03-31")])).toBe("suspected");
  });

  test("is not taken back by “not assessed”, and is the worse of dated and undated", () => {
    expect(answer([finding("present", "2026-03-20"), finding("not-assessed", "2026-03-31")])).toBe("present");
    expect(answer([finding("absent", "2026-03-31"), finding("suspected")])).toBe("suspected");
    expect(answer([finding("present", "2026-03-31"), finding("absent")])).toBe("present");
    expect(answer([finding("absent"), finding("suspected")])).toBe("suspected");
  });

  test("knows nothing of what is dated after the as-of", () => {
    expect(answer([finding("present", "2026-04-03")], "2026-04-02")).toBe("not-assessed");
    expect(answer([finding("present", "2026-04-03")], "2026-04-03")).toBe("present");
  });

  test("does not depend on the order of any findings", () => {
    const findings = fc.array(
      fc.tuple(
        fc.constantFrom<ExtramedullaryAnswer>("absent", "present", "suspected", "not-assessed"),
        fc.constantFrom(null, "2026-03-20", "2026-03-31", "2026-04-07", "2026-04-08"),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(findings, (given) => {
        answer(given.map(([found, on]) => finding(found, on)));
      }),
      { numRuns: 200 },
    );
  });
});
