// A temporary PostgreSQL cluster from the system's binaries, on loopback, never as root, gone afterwards.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

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
    folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null
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
  throw new Error("PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it.");
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

function run(command, args, options) {
  const done = spawnSync(command, args, { encoding: "utf8", ...options });
  if (done.status !== 0)
    throw new Error(`${command} failed: ${(done.stderr || done.stdout || String(done.error)).trim()}`);
}

async function answers(bin, port, password) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: `postgresql://day29:${password}@127.0.0.1:${port}/postgres`,
    connectionTimeoutMillis: 1_000,
  });
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

/**
 * Starts one and answers with its URL, its process id and `stop()`, which also runs when this process ends.
 * Null where the machine has no PostgreSQL binaries.
 */
export async function startCluster() {
  const bin = findPostgres();
  if (bin === null) return null;
  const account = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), "day29-pg-"));
  const owner = account ?? {};
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const password = crypto.randomUUID();
  let server;
  let ended;
  try {
    const passwordFile = join(directory, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account !== null) {
      chownSync(directory, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    const data = join(directory, "data");
    const options = { cwd: directory, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" }, ...owner };
    run(
      join(bin, "initdb"),
      ["-D", data, "-U", "day29", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"],
      options,
    );
    const port = await freePort();
    const settings = ["listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${directory}`];
    server = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((one) => ["-c", one])], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let log = "";
    server.stderr.on("data", (text) => {
      log = (log + text).slice(-4_000);
    });
    ended = new Promise((resolve) => server.once("exit", resolve));
    for (let tries = 0; !(await answers(bin, port, password)); tries += 1) {
      if (server.exitCode !== null || tries > 150) throw new Error(`PostgreSQL did not start: ${log.trim()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const atExit = () => {
      server.kill("SIGKILL");
      remove();
    };
    process.once("exit", atExit);
    return {
      url: `postgresql://day29:${password}@127.0.0.1:${port}/postgres`,
      pid: server.pid,
      bin,
      directory: data,
      async stop() {
        process.removeListener("exit", atExit);
        // SIGINT is PostgreSQL's "fast" shutdown: it ends its own backends and leaves no orphans.
        server.kill("SIGINT");
        const timer = setTimeout(() => server.kill("SIGQUIT"), 10_000);
        await ended;
        clearTimeout(timer);
        remove();
      },
    };
  } catch (error) {
    server?.kill("SIGQUIT");
    if (ended) await ended;
    remove();
    throw error;
  }
}
