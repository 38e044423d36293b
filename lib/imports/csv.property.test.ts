import fc from "fast-check";
import { expect, test } from "vitest";
import { fuzzTables } from "./fixtures/fuzz-table";
import { readTableFile, tryTable, WIDE_TABLE } from "./fixtures/read-table";

test("1,000 payloads, half of them broken tables, never throw, and every value that is read ends in a row", async () => {
  // Mutations that break every table would prove nothing about rows.
  expect(await fuzzTables(1_000)).toBeGreaterThan(200);
}, 120_000);

/** Anything a spreadsheet may hold in a cell, without the characters that part lines differently on the way. */
const cell = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc
    .tuple(fc.constantFrom("<", "> ", ">=", "≤", ""), fc.nat(999), fc.nat(999))
    .map(([sign, whole, part]) => `${sign}${whole}.${part}0`),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(" 12.40 ", "DNR", '"', "a,b", "x\ny", "x\r\ny", "=1+1", "12,4"),
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test("every cell comes back byte for byte, at its place", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 20 }), async (cells) => {
      const filled = cells.filter((text) => text.trim() !== "" && !text.includes("\u0000"));
      fc.pre(filled.length > 0);
      const file = `mrn,date,HGB (g/dL)\n${filled.map((text) => `X1,2026-03-31,${quoted(text)}\n`).join("")}`;
      const { rows } = await readTableFile(file);
      expect(rows.map(({ text }) => text)).toEqual(filled);
      let line = 2;
      for (const [at, text] of filled.entries()) {
        expect(rows[at]?.line).toBe(line);
        line += 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
      }
    }),
    { numRuns: 300, seed: 29 },
  );
});

test("a table cut anywhere before the last cell gives no value of the line it is cut in", async () => {
  const start = WIDE_TABLE.lastIndexOf("\nE-4712") + 1;
  const lastCell = WIDE_TABLE.lastIndexOf(",") + 1;
  for (let end = start + 1; end < lastCell; end++) {
    const { rows } = await readTableFile(WIDE_TABLE.slice(0, end));
    expect(
      rows.filter(({ line }) => line === 4).map(({ code }) => code),
      String(end),
    ).toEqual(["uneven-line"]);
  }
});

test("reading is a function of the file: the same bytes give the same reading", async () => {
  expect(await tryTable(WIDE_TABLE)).toEqual(await tryTable(WIDE_TABLE));
});
