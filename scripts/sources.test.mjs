import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digestOf, filesUnder, hasStamp, stamp, unstamp } from "./sources.mjs";

let base;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "day29-sources-"));
  mkdirSync(join(base, "lib/inner"), { recursive: true });
  write("lib/a.ts", "a");
  write("lib/inner/b.ts", "b");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const write = (path, text) => writeFileSync(join(base, path), text);
const digest = () => digestOf(["lib", "proxy.ts"], "", base);

test("every file under a folder is found, in one order, and a missing path is no error", () => {
  expect(filesUnder("lib", base)).toEqual(["lib/a.ts", "lib/inner/b.ts"]);
  expect(filesUnder("proxy.ts", base)).toEqual([]);
});

test("a changed, added, renamed or removed source changes the digest", () => {
  const seen = new Set([digest()]);
  write("lib/a.ts", "A");
  seen.add(digest());
  write("proxy.ts", "");
  seen.add(digest());
  write("lib/c.ts", "A");
  seen.add(digest());
  rmSync(join(base, "lib/a.ts"));
  seen.add(digest());
  expect(seen.size).toBe(5);
});

test("text moved from one file to the next changes the digest", () => {
  write("lib/a.ts", "ab");
  write("lib/inner/b.ts", "");
  const before = digest();
  write("lib/a.ts", "");
  write("lib/inner/b.ts", "ab");
  expect(digest()).not.toBe(before);
});

test("a test changes no build", () => {
  const before = digest();
  write("lib/a.test.ts", "a test");
  write("lib/inner/b.test.tsx", "a test");
  expect(digest()).toBe(before);
});

test("a step is stamped after it is done and not while it runs", () => {
  expect(hasStamp("built", base)).toBe(false);
  stamp("built", "digest", base);
  expect(hasStamp("built", base)).toBe(true);
  unstamp("built", base);
  unstamp("built", base);
  expect(hasStamp("built", base)).toBe(false);
});
