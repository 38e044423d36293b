import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node } from "./children.mjs";

const noneBut = (failed) => ({ passed: 0, failed, skipped: 0 });

/** A run that says it failed without a failed test (a file that did not load, a crash) counts as one failure. */
function atLeast(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), "day29-results-"));
  try {
    return await work(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function sayWhy(name, reason) {
  console.log(`skipped: ${name} (${reason || "no reason given"})`);
}

/** Counts of a Vitest report. */
export function vitestCounts(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const skipped = tests.filter(({ status }) => ["pending", "skipped", "todo", "disabled"].includes(status));
  for (const test of skipped) sayWhy(test.fullName, test.meta?.reason);
  // A file that did not load has no tests to fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((one) => one.status !== "failed"),
  );
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: tests.filter(({ status }) => status === "failed").length + unloaded.length,
    skipped: skipped.length,
  };
}

export function runVitest(project, env = {}, filters = []) {
  return withReport(async (path) => {
    const args = [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${path}`,
    ];
    const { code } = await node(["node_modules/vitest/vitest.mjs", ...args, ...filters], { env, show: true });
    const report = readReport(path);
    return report === null ? noneBut(1) : atLeast(vitestCounts(report), code);
  });
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/** Counts of a Playwright report; flaky cannot be, there are no retries. */
export function playwrightCounts(report) {
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ ...test, spec })));
  const skipped = tests.filter(({ status }) => status === "skipped");
  for (const { spec, annotations, results } of skipped) {
    const reason = annotations.find(({ type }) => type === "skip" || type === "fixme")?.description;
    sayWhy(spec.title, reason ?? (results?.length === 0 ? "not run after an earlier failure" : undefined));
  }
  return {
    passed: tests.filter(({ status }) => status === "expected").length,
    failed: tests.filter(({ status }) => status === "unexpected" || status === "flaky").length,
    skipped: skipped.length,
  };
}

export function runPlaywright(env = {}) {
  return withReport(async (path) => {
    const { code } = await node(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: path },
      show: true,
    });
    const report = readReport(path);
    return report === null ? noneBut(1) : atLeast(playwrightCounts(report), code);
  });
}
