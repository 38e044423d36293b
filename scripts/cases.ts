import { readFileSync } from "node:fs";
import { checkCase, type Mismatch } from "./check-case";

function casesOf(path: string): readonly unknown[] {
  const content: unknown = JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  return Array.isArray(content) ? content : [content];
}

function run(paths: readonly string[]): number {
  let passed = 0;
  let failed = 0;
  const fail = (line: string) => {
    failed++;
    console.log(line);
  };
  for (const path of paths) {
    let cases: readonly unknown[];
    try {
      cases = casesOf(path);
    } catch (error) {
      fail(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    for (const each of cases) {
      const { id, mismatches } = checkCase(each);
      if (mismatches.length === 0) passed++;
      else fail(inWords(id, mismatches));
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function inWords(id: string, mismatches: readonly Mismatch[]): string {
  const lines = mismatches.flatMap(({ what, expected, found, reasons }) => [
    `  ${what}: expected ${expected}, came out ${found}`,
    ...reasons.filter(Boolean).map((reason) => `    ${reason}`),
  ]);
  return [id, ...lines].join("\n");
}

const paths = process.argv.slice(2);
if (paths.length === 0) console.log("Usage: npm run cases -- FILE…");
process.exitCode = paths.length === 0 ? 1 : run(paths);
