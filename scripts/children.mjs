import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const guard = fileURLToPath(new URL("guard.mjs", import.meta.url));

/** A refusal in one or two lines that say what to do. */
export class Stop extends Error {}

/** A command that ends with this process, whichever way that ends. */
export function spawnGuarded(command, args, { env = process.env, stdio = "pipe", ...options } = {}) {
  return spawn(process.execPath, [guard, JSON.stringify({ cwd: root, ...options }), command, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", stdio, stdio, "ipc"],
  });
}

/** Runs a command to its end; `show` lets its output through. Answers with its exit code and what it said. */
export function run(command, args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawnGuarded(command, args, {
      env: { ...process.env, ...env },
      stdio: show ? "inherit" : "pipe",
    });
    let stdout = "";
    let output = "";
    child.stdout?.on("data", (text) => {
      stdout += text;
      output = (output + text).slice(-20_000);
    });
    child.stderr?.on("data", (text) => {
      output = (output + text).slice(-20_000);
    });
    child.once("close", (code) => resolve({ code: code ?? 1, stdout, output }));
  });
}

export const node = (args, options) => run(process.execPath, args, options);

/** A TypeScript script that may import lib/server. */
export const script = (path, args = [], options = {}) =>
  node(["--conditions=react-server", "--import", "tsx", path, ...args], options);

// The escape character begins a colour; a pattern with it in would be a control character in the source.
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** The last lines of what a command said, for a message: no colours, no stack. */
export function lastWords(output, lines = 12) {
  return output
    .replace(COLOUR, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at /.test(line))
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Runs a script's main function; a Stop is its message and exit code 1, never a stack. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  }
}
