import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartRefusal } from "@/lib/server/start-refusal";
import { blankDatabase } from "@/lib/server/testing/fresh-database";
import { openDatabase } from "./db";
import { migrate } from "./migrate";
import { readTables } from "./read-catalogue";

const engine = process.env.DAY29_TEST_ENGINE === "postgresql" ? "postgresql" : "sqlite";
let blank: Awaited<ReturnType<typeof blankDatabase>>;
let directory: string;

beforeEach(async () => {
  blank = await blankDatabase();
  directory = mkdtempSync(join(tmpdir(), "day29-migrations-"));
  cpSync("prisma/migrations", directory, { recursive: true });
});
afterEach(async () => {
  await blank.remove();
  rmSync(directory, { recursive: true, force: true });
});

const released = readdirSync(`prisma/migrations/${engine}`)
  .map((file) => file.replace(".sql", ""))
  .sort();
const run = () => migrate({ url: blank.url, directory });
const write = (name: string, sql: string) => writeFileSync(`${directory}/${engine}/${name}.sql`, sql);

async function tables() {
  const opened = openDatabase(blank.url);
  try {
    return await readTables(opened);
  } finally {
    await opened.close();
  }
}

test("both engines have the same migrations, numbered without a gap", () => {
  expect(readdirSync("prisma/migrations/sqlite").sort()).toEqual(
    readdirSync("prisma/migrations/postgresql").sort(),
  );
  expect(released.map((name) => Number(name.slice(0, 4)))).toEqual(released.map((_, index) => index + 1));
});

test("the first run applies everything in order, the second does nothing", async () => {
  expect(await run()).toEqual({ applied: released, backup: null });
  expect(await run()).toEqual({ applied: [], backup: null });
});

test("two that start at once apply everything once", async () => {
  if (engine === "sqlite") await run();
  const results = await Promise.all([run(), run(), run()]);
  expect(results.flatMap(({ applied }) => applied).sort()).toEqual(engine === "sqlite" ? [] : released);
});

test("an edited migration is refused by name and nothing is applied", async () => {
  await run();
  const file = `${directory}/${engine}/${released[0]}.sql`;
  writeFileSync(file, `${readFileSync(file, "utf8")}\n`);
  write("9000_more", `CREATE TABLE "More" ("id" INTEGER)`);
  const refusal = await run().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StartRefusal);
  expect(String(refusal)).toContain(`The migration ${released[0]} was edited`);
  expect(await tables()).not.toContain("More");
});

test("a database of a newer version is refused", async () => {
  write("9000_more", `CREATE TABLE "More" ("id" INTEGER)`);
  await run();
  rmSync(`${directory}/${engine}/9000_more.sql`);
  await expect(run()).rejects.toThrow(/newer Day 29 \(it has the migration 9000_more\)/);
});

test("a migration numbered before one already applied is refused", async () => {
  await run();
  write("0000_late", `CREATE TABLE "Late" ("id" INTEGER)`);
  await expect(run()).rejects.toThrow(/0000_late is numbered before/);
  expect(await tables()).not.toContain("Late");
});

test("a migration that fails half way leaves nothing of itself, and runs once it is mended", async () => {
  write("9000_good", `CREATE TABLE "Good" ("id" INTEGER);`);
  write(
    "9001_half",
    `CREATE TABLE "Half" ("id" INTEGER); INSERT INTO "Half" VALUES (1); INSERT INTO "Nowhere" VALUES (1);`,
  );
  await expect(run()).rejects.toThrow(/9001_half failed and changed nothing/);
  expect(await tables()).toContain("Good");
  expect(await tables()).not.toContain("Half");
  write("9001_half", `CREATE TABLE "Half" ("id" INTEGER);`);
  expect((await run()).applied).toEqual(["9001_half"]);
});

if (engine === "postgresql")
  test("a database that does not answer is named in a sentence", async () => {
    const url = "postgresql://day29@127.0.0.1:9/none";
    await expect(migrate({ url, directory })).rejects.toThrow(/PostgreSQL does not answer/);
  });

if (engine === "sqlite")
  test("a database with something in it is backed up before it is changed", async () => {
    await run();
    const opened = openDatabase(blank.url);
    await opened.prisma.site.create({ data: { id: "s", name: "North", timeZone: "UTC" } });
    await opened.close();
    write("9000_drop", `UPDATE "Site" SET "name" = 'South';`);
    const { backup } = await run();
    expect(dirname(backup ?? "")).toBe(join(dirname(blank.url.slice("file:".length)), "backups"));
    const copy = new Database(backup ?? "", { readonly: true });
    expect(copy.prepare(`SELECT "name" FROM "Site"`).all()).toEqual([{ name: "North" }]);
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    copy.close();
  });
