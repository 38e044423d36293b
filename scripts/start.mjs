// npm start: everything from a fresh clone to a served address. Each step is skipped where its stamp says it is done,
// and stamps are written last, so that a start killed at any moment is completed by the next one.
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { pathToFileURL } from "node:url";
import { lastWords, main, root, Stop, script } from "./children.mjs";
import { endWithNpm } from "./end-with-npm.mjs";
import { build, checkNode, generate, install, QUIET } from "./setup.mjs";
import { inTurn } from "./turn.mjs";

const SIGN_INS = [
  "oncologist@north.example",
  "nurse@north.example",
  "oncologist@south.example",
  "nurse@south.example",
  "admin@example.org",
];

const dev = process.argv.includes("--dev");

function address({ host, port, publicUrl }) {
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const local = `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
  return { local, shown: publicUrl ?? local };
}

/** An address that is taken is said before anything slow happens; whether it may be used at all is lib/server/env's to say. */
async function refuseTakenPort() {
  const settings = { host: process.env.HOST || "127.0.0.1", port: Number(process.env.PORT || 3000) };
  if (!(settings.port < 65_536)) return;
  const taken = await new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen(settings.port, settings.host, () => server.close(() => resolve(null)));
  });
  if (taken === null) return;
  const { local } = address(settings);
  if (taken === "EACCES")
    throw new Stop(`Port ${settings.port} is not allowed to you: choose another, PORT=3000 npm start`);
  if (taken !== "EADDRINUSE")
    throw new Stop(
      `Day 29 cannot listen on ${settings.host}:${settings.port} (${taken}): correct HOST and PORT.`,
    );
  const ours = await fetch(`${local}/api/health/live`, { signal: AbortSignal.timeout(2_000) })
    .then((answer) => answer.json())
    .then((body) => body?.ok === true)
    .catch(() => false);
  throw new Stop(
    ours
      ? `Day 29 is already running at ${local}; stop it first, or start another with PORT and DAY29_DATA_DIR of its own.`
      : `Port ${settings.port} is in use: stop what uses it, or choose another: PORT=${settings.port + 1} npm start`,
  );
}

async function database(args = []) {
  const done = await script("scripts/migrate.ts", ["--json", ...args]);
  if (done.code !== 0) throw new Stop(lastWords(done.output).trim());
  return JSON.parse(done.stdout);
}

async function seed() {
  console.log("Making the invented patients (first time only) …");
  await database(["--demo", "begun"]);
  const done = await script("prisma/seed.ts");
  if (done.code !== 0)
    throw new Stop(
      `The invented patients could not be made; run npm start again, or set DAY29_DEMO=off.\n${lastWords(done.output)}`,
    );
  await database(["--demo", "done"]);
}

/** Says where it is once it answers; the server itself says why it will not. */
async function announce(settings) {
  const { local, shown } = address(settings);
  for (;;) {
    const ready = await fetch(`${local}/api/health/ready`, { signal: AbortSignal.timeout(5_000) })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  console.log(`\nDay 29 is ready: ${shown}\n`);
  if (settings.demo === "done")
    console.log(
      `Sign in with one of\n${SIGN_INS.map((one) => `  ${one}`).join("\n")}\npassword: day29 demo only\n`,
    );
}

/** In this very process: what ends it ends the server, and nothing is left holding the port or the database. */
async function serve(settings) {
  const next = `${root}node_modules/next/dist/bin/next`;
  process.env.DAY29_LISTEN = settings.host;
  Object.assign(process.env, QUIET, { NODE_ENV: dev ? "development" : "production" });
  process.argv = [
    process.execPath,
    next,
    dev ? "dev" : "start",
    "-H",
    settings.host,
    "-p",
    String(settings.port),
  ];
  announce(settings);
  await import(pathToFileURL(next).href);
}

await main(async () => {
  checkNode();
  endWithNpm();
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  await refuseTakenPort();
  let settings;
  await inTurn(async () => {
    await install();
    await generate();
    settings = await database();
    if (!dev) await build();
  });
  if (settings.demo === "needed") {
    await seed();
    settings.demo = "done";
  }
  await serve(settings);
});
