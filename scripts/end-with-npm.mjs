import { existsSync, readFileSync } from "node:fs";

/** "pid (name) state parent …"; null where there is no /proc or no such process. */
function statOf(pid) {
  try {
    const [, name, rest] = readFileSync(`/proc/${pid}/stat`, "utf8").match(/^\d+ \((.*)\) (.*)/s);
    return { name, parent: Number(rest.split(" ")[1]) };
  } catch {
    return null;
  }
}

/**
 * A killed npm takes only its shell with it, or not even that; a server that stays behind keeps the port and the database.
 * So what npm started ends when npm, or the shell between the two, is gone.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const shell = existsSync("/proc/self/stat") ? statOf(parent) : null;
  const grandparent = shell !== null && /^(sh|dash|bash|ash|zsh)$/.test(shell.name) ? shell.parent : null;
  let seen = 0;
  setInterval(() => {
    // A /proc that cannot be read for once says nothing: had the shell gone, our own parent would have changed.
    const shellsParent = grandparent === null ? null : (statOf(parent)?.parent ?? grandparent);
    seen = process.ppid !== parent || shellsParent !== grandparent ? seen + 1 : 0;
    if (seen >= 2) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
