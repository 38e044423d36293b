import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { playwrightCounts, vitestCounts } from "./results.mjs";

let said;
beforeEach(() => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => said.push(line));
});
afterEach(() => vi.restoreAllMocks());

const assertion = (status, more = {}) => ({ status, fullName: status, ...more });

test("vitest's tests are counted, and what was skipped is named with its reason", () => {
  const report = {
    testResults: [
      { status: "failed", assertionResults: [assertion("passed"), assertion("passed"), assertion("failed")] },
      {
        status: "passed",
        assertionResults: [assertion("skipped"), assertion("todo", { meta: { reason: "why" } })],
      },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  expect(said).toEqual(["skipped: skipped (no reason given)", "skipped: todo (why)"]);
});

test("a test file that does not load counts as a failure", () => {
  const report = { testResults: [{ status: "failed", assertionResults: [] }] };
  expect(vitestCounts(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("playwright's tests are counted through nested suites", () => {
  const spec = (title, status, annotations = []) => ({ title, tests: [{ status, annotations }] });
  const report = {
    suites: [
      {
        specs: [spec("a", "expected"), spec("b", "unexpected")],
        suites: [
          {
            specs: [spec("c", "flaky"), spec("d", "skipped", [{ type: "skip", description: "no printer" }])],
          },
        ],
      },
    ],
  };
  expect(playwrightCounts(report)).toEqual({ passed: 1, failed: 2, skipped: 1 });
  expect(said).toEqual(["skipped: d (no printer)"]);
});
