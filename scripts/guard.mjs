// Runs one command and lets it live no longer than whoever asked for it, however that ends: a killed parent closes the channel.
// node guard.mjs '{"uid":…,"gid":…,"cwd":…,"remove":"folder to delete afterwards"}' command arguments…
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { constants } from "node:os";

const [options = "{}", command = "", ...args] = process.argv.slice(2);
const { remove, ...spawnOptions } = JSON.parse(options);

/** Parent of every process, from /proc where there is one (slim images have no ps). */
function parents() {
  if (existsSync("/proc/self/stat")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          // "pid (name) state parent …"; the name may hold anything, so read from its last bracket on.
          const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ");
          return [[Number(pid), Number(fields[1])]];
        } catch {
          return [];
        }
      });
  }
  const listed = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return (listed.stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/).map(Number));
}

function endTree(pid) {
  const all = parents();
  const doomed = [pid];
  for (let at = 0; at < doomed.length; at += 1)
    doomed.push(...all.filter(([, parent]) => parent === doomed[at]).map(([child]) => child));
  for (const one of doomed) {
    try {
      process.kill(one, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function leave(code) {
  if (remove) rmSync(remove, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code);
}

const child = spawn(command, args, { stdio: "inherit", ...spawnOptions });
child.once("error", (error) => {
  console.error(error.message);
  leave(127);
});
child.once("exit", (code, signal) => leave(code ?? 128 + (constants.signals[signal] ?? 0)));
process.once("disconnect", () => {
  endTree(child.pid);
  leave(1);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
