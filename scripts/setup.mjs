import { existsSync, rmSync } from "node:fs";
import { lastWords, node, root, run, Stop } from "./children.mjs";
import { digests, hasStamp, isDone, stamp, unstamp } from "./sources.mjs";

const OLDEST_NODE = [20, 19];

/** Silent tools: no telemetry, no notices, no colours in captured output. */
export const QUIET = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  npm_config_update_notifier: "false",
};

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    throw new Stop(
      `Day 29 needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}. Install it from your system or https://nodejs.org`,
    );
}

function npm(args) {
  const own = process.env.npm_execpath;
  const quiet = [...args, "--no-audit", "--no-fund", "--loglevel=error"];
  return own?.endsWith(".js")
    ? node([own, ...quiet], { env: QUIET })
    : run(process.platform === "win32" ? "npm.cmd" : "npm", quiet, { env: QUIET });
}

const sqliteLoads = () =>
  node(["-e", "new (require('better-sqlite3'))(':memory:').prepare('SELECT 1').get()"]).then(
    ({ code }) => code === 0,
  );

/** Packages as locked, and the one that is compiled really there; scripts of other packages are not run. */
export async function install() {
  if (isDone("installed")) return;
  const digest = digests.installed();
  console.log("Installing the packages (the first time takes a minute or three) …");
  unstamp("installed");
  const packages = ["ci", "--ignore-scripts", "--include=dev"];
  let done = await npm(packages);
  // What a killed installation leaves can trip the next one once; the second finds it cleared away.
  if (done.code !== 0) done = await npm(packages);
  if (done.code !== 0)
    throw new Stop(
      `The packages could not be installed: is the npm registry reachable, and is there space on the disk?\n${lastWords(done.output)}`,
    );
  const built = await npm(["rebuild", "better-sqlite3"]);
  if (!(await sqliteLoads())) throw new Stop(noSqlite(built.output));
  stamp("installed", digest);
}

function noSqlite(output) {
  return process.platform === "linux" && existsSync("/usr/bin/apt-get")
    ? "SQLite could not be compiled here: run  sudo apt-get install -y g++ make python3  and then the same command again."
    : `SQLite could not be compiled here: install a C++ compiler, make and Python 3, then run the same command again.\n${lastWords(output)}`;
}

/** Both database clients, from prisma/schema.prisma. */
export async function generate() {
  if (isDone("generated")) return;
  const digest = digests.generated();
  unstamp("generated");
  const done = await node(["scripts/generate.mjs"], { env: QUIET });
  if (done.code !== 0) throw new Stop(lastWords(done.output));
  stamp("generated", digest);
}

/** The production build, in .next. */
export async function build() {
  if (isDone("built")) return;
  const digest = digests.built();
  console.log("Building (about a minute) …");
  // Without a stamp this is what a killed build left; with one, its cache is sound.
  if (!hasStamp("built")) rmSync(`${root}.next`, { recursive: true, force: true });
  unstamp("built");
  const done = await node(["node_modules/next/dist/bin/next", "build"], {
    env: { ...QUIET, NODE_ENV: "production" },
  });
  if (done.code !== 0) throw new Stop(`The build failed:\n${lastWords(done.output, 40)}`);
  stamp("built", digest);
}
