import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lastWords, node } from "./children.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "day29-guard-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds) {
  for (let tries = 0; tries < 100 && !holds(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return holds();
}

test("a command's exit code and words come back", async () => {
  const done = await node(["-e", "console.log('out'); console.error('err'); process.exit(7)"]);
  expect(done).toMatchObject({ code: 7, stdout: "out\n" });
  expect(done.output).toContain("err");
});

test("a command that does not exist is a failure with its name", async () => {
  const { run } = await import("./children.mjs");
  const done = await run("day29-no-such-command", []);
  expect(done.code).toBe(127);
  expect(done.output).toContain("day29-no-such-command");
});

test("kill -9 of whoever asked ends the command and what it started, and removes the folder left to the guard", async () => {
  const doomed = `${folder}/doomed`;
  const grandchild = `require("node:fs").writeFileSync("${folder}/inner", String(process.pid)); setInterval(() => {}, 1000)`;
  const child = `require("node:fs").mkdirSync("${doomed}");
    require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}]);
    require("node:fs").writeFileSync("${folder}/outer", String(process.pid)); setInterval(() => {}, 1000)`;
  const asking = `const { spawnGuarded } = await import(${JSON.stringify(new URL("children.mjs", import.meta.url).href)});
    spawnGuarded(process.execPath, ["-e", ${JSON.stringify(child)}], { remove: ${JSON.stringify(doomed)} });`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", asking], { stdio: "ignore" });
  expect(await until(() => existsSync(`${folder}/inner`) && existsSync(`${folder}/outer`))).toBe(true);
  const pids = ["inner", "outer"].map((name) => Number(readFileSync(`${folder}/${name}`, "utf8")));
  expect(pids.every(isAlive)).toBe(true);
  expect(existsSync(doomed)).toBe(true);

  parent.kill("SIGKILL");
  expect(await until(() => !pids.some(isAlive))).toBe(true);
  expect(await until(() => !existsSync(doomed))).toBe(true);
});

test("last words have no colours, no blank lines and no stack", () => {
  const colour = String.fromCharCode(27);
  expect(lastWords(`a\n\n${colour}[31mb${colour}[0m\n    at somewhere (file.js:1:2)\nc`, 2)).toBe("  b\n  c");
});
