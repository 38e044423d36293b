import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartRefusal } from "@/lib/server/start-refusal";
import { lockDatabase } from "./database-lock";

let directory: string;
let url: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "day29-lock-"));
  url = `file:${directory}/test.db`;
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

/** Another process that takes the lock, says so, and holds it until it is killed. */
async function holder(): Promise<ChildProcess> {
  const program = `import { lockDatabase } from "./lib/server/database/database-lock.ts";
    lockDatabase(${JSON.stringify(url)}); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "--input-type=module", "--eval", program],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error(said)));
  });
  return child;
}

test("a second process on the same file is refused in one sentence", async () => {
  await holder();
  expect(() => lockDatabase(url)).toThrow(StartRefusal);
  expect(() => lockDatabase(url)).toThrow("Another Day 29 process has the database test.db open");
  await expect(holder()).rejects.toThrow(/Another Day 29 process has the database test\.db open/);
  lockDatabase(`file:${directory}/other.db`)();
});

test("kill -9 frees it at once", async () => {
  const child = await holder();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  const release = lockDatabase(url);
  release();
});

test("within one process it may be taken again, and is free when the last has released it", async () => {
  const first = lockDatabase(url);
  const second = lockDatabase(url);
  first();
  first();
  await expect(holder()).rejects.toThrow(/Another Day 29 process/);
  second();
  await holder();
});

test("a folder that cannot be written is named in one sentence", () => {
  expect(() => lockDatabase("file:/dev/null/test.db")).toThrow(
    /The folder of the database .* cannot be written/,
  );
});

test("PostgreSQL needs no lock", () => {
  lockDatabase("postgresql://somewhere/else")();
});
