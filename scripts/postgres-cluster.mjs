// A temporary PostgreSQL cluster from the system's binaries, on loopback, never as root, gone afterwards.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { spawnGuarded } from "./children.mjs";

/** The folder that holds initdb and postgres, or null. */
export function findPostgres() {
  const asked = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const debian = existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql")
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...(asked.status === 0 ? [asked.stdout.trim()] : []),
    ...debian,
    "/opt/homebrew/opt/postgresql/bin",
    "/usr/local/opt/postgresql/bin",
  ];
  return (
    folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ??
    null
  );
}

/** PostgreSQL refuses to run as root; then it runs as this account. Null where we are not root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it.",
  );
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function initialise(bin, directory, password, account) {
  const passwordFile = join(directory, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== null)
    for (const path of [directory, passwordFile]) chownSync(path, account.uid, account.gid);
  const access = ["-U", "day29", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const done = spawnSync(
    join(bin, "initdb"),
    ["-D", join(directory, "data"), ...access, "-E", "UTF8", "--locale=C"],
    { cwd: directory, env: serverEnv(), encoding: "utf8", ...account },
  );
  if (done.status !== 0)
    throw new Error(`initdb failed: ${(done.stderr || done.stdout || String(done.error)).trim()}`);
}

const serverEnv = () => ({ PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" });

/**
 * Starts one and answers with its URL and `stop()`; it ends and its folder goes with this process,
 * however that ends. Null where the machine has no PostgreSQL binaries.
 */
export async function startCluster() {
  const bin = findPostgres();
  if (bin === null) return null;
  const account = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), "day29-pg-"));
  const password = randomUUID();
  try {
    initialise(bin, directory, password, account);
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    `unix_socket_directories=${directory}`,
    // It lives for minutes and nothing in it outlives a power cut.
    "fsync=off",
    "full_page_writes=off",
  ];
  const server = spawnGuarded(
    join(bin, "postgres"),
    ["-D", join(directory, "data"), ...settings.flatMap((one) => ["-c", one])],
    { cwd: directory, env: serverEnv(), remove: directory, ...account },
  );
  let log = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (text) => {
      log = (log + text).slice(-4_000);
    });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  // SIGINT is PostgreSQL's "fast" shutdown: it ends its own backends; the guard passes it on and removes the folder.
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
  };
  const url = `postgresql://day29:${password}@127.0.0.1:${port}/postgres`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (server.exitCode !== null || tries > 150) {
      await stop();
      throw new Error(`PostgreSQL did not start: ${log.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop };
}
