import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { setDatabase, transaction } from "./db";
import { type Columns, insertRows } from "./insert-rows";

let database: FreshDatabase;
let restore: () => void;
beforeAll(async () => {
  database = await freshDatabase();
  const { prisma, engine } = database;
  restore = setDatabase({ prisma, engine, close: () => database.close() });
});
afterAll(async () => {
  restore();
  await database.close();
});

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly disabledAt: string | null;
  readonly credentialVersion: number;
  readonly createdAt: string;
  readonly newest: string;
}
const COLUMNS: Columns<Row> = {
  id: "text",
  email: "text",
  name: "text",
  passwordHash: "text",
  disabledAt: "text",
  credentialVersion: "integer",
  createdAt: "text",
  newest: "text",
};
const row = (id: string, name = "N"): Row => ({
  id,
  email: `${id}@x.example`,
  name,
  passwordHash: "-",
  disabledAt: null,
  credentialVersion: 2,
  createdAt: "2026-03-31T08:30:00.000Z",
  newest: "left",
});

test("thousands of rows come back as they went in, with every character and every null", async () => {
  const names = [`a "b" \\ 'c'`, "Ünï – ×10⁹/L 白", '{"v":[1,null]}', "12.40", "null", "[1]", "1e3", "\t\n"];
  const rows = Array.from({ length: 3_000 }, (_, index) =>
    row(`u${String(index).padStart(5, "0")}`, names[index % names.length]),
  );
  await transaction((tx) => insertRows(tx, "User", COLUMNS, rows));
  expect(await database.prisma.user.findMany({ orderBy: { id: "asc" } })).toEqual(rows);
});

test("no rows are no statement", async () => {
  const before = await database.prisma.user.count();
  await transaction((tx) => insertRows(tx, "User", COLUMNS, []));
  expect(await database.prisma.user.count()).toBe(before);
});

test("one row that a unique index refuses leaves none of them, under the code of every such refusal", async () => {
  const before = await database.prisma.user.count();
  const work = transaction((tx) => insertRows(tx, "User", COLUMNS, [row("new"), row("u00000")]));
  await expect(work).rejects.toMatchObject({ code: "P2002" });
  expect(await database.prisma.user.count()).toBe(before);
});

test("another refusal keeps its own code", async () => {
  const work = transaction((tx) => insertRows(tx, "User", COLUMNS, [row("bad", undefined), row("")]));
  await expect(work).rejects.toMatchObject({ code: "P2010" });
});
