import { expect, test } from "vitest";
import { fuzzTables } from "./fixtures/fuzz-table";

test("8,000 tables, half of them broken: nothing throws, nothing hangs, every value that is read ends in a row", async () => {
  expect(await fuzzTables(8_000)).toBeGreaterThan(1_600);
}, 600_000);
