// npm test: everything, from a fresh clone, closing with one line: N passed, N failed, N skipped.
import { findBrowser } from "./browser.mjs";
import { lastWords, main, node, root, Stop } from "./children.mjs";
import { databaseTests } from "./database-tests.mjs";
import { endWithNpm } from "./end-with-npm.mjs";
import { runPlaywright, runVitest } from "./results.mjs";
import { build, checkNode, generate, install, QUIET } from "./setup.mjs";
import { inTurn } from "./turn.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };

function count(results) {
  for (const result of results) for (const key of Object.keys(total)) total[key] += result[key];
}

/** Runs one stage, says how long it took, and goes on after a failure: the last line counts them all. */
async function stage(name, work) {
  const started = performance.now();
  console.log(`\n── ${name}`);
  let failed = false;
  try {
    const results = (await work()) ?? [];
    count(results);
    failed = results.some((result) => result.failed > 0);
  } catch (error) {
    failed = true;
    count([{ passed: 0, failed: 1, skipped: 0 }]);
    console.log(error instanceof Stop ? error.message : error);
  }
  console.log(
    `   ${name}: ${failed ? "FAILED" : "ok"}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return !failed;
}

/** A tool that answers by its exit code. */
async function tool(args) {
  const done = await node(args, { env: QUIET });
  if (done.code !== 0) throw new Stop(lastWords(done.output, 80));
}

async function browser() {
  const path = await findBrowser();
  if (path === null)
    throw new Stop(
      "There is no Chromium here and none could be fetched: install one (Debian: sudo apt-get install -y chromium) or set CHROMIUM_PATH.",
    );
  process.env.CHROMIUM_PATH = path;
}

await main(async () => {
  checkNode();
  endWithNpm();
  process.chdir(root);
  const ready = await stage("install", () =>
    inTurn(async () => {
      await install();
      await generate();
    }),
  );
  if (ready) {
    await stage("lint", () => tool(["node_modules/@biomejs/biome/bin/biome", "check", "."]));
    await stage("types", async () => {
      await tool(["node_modules/next/dist/bin/next", "typegen"]);
      await tool(["node_modules/typescript/bin/tsc", "--noEmit"]);
    });
    await stage("unit tests", async () => [await runVitest("unit")]);
    await stage("database tests", () => databaseTests());
    const built = await stage("build", () => inTurn(build));
    const found = await stage("browser", browser);
    if (built && found) await stage("end-to-end tests", async () => [await runPlaywright()]);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});
