// npm run database: the database tests once on SQLite and once on PostgreSQL, in a cluster made for them.
import { pathToFileURL } from "node:url";
import { aptInstall } from "./apt.mjs";
import { main } from "./children.mjs";
import { findPostgres, startCluster } from "./postgres-cluster.mjs";
import { runVitest } from "./results.mjs";
import { checkNode, generate, install } from "./setup.mjs";
import { inTurn } from "./turn.mjs";

const NO_POSTGRES =
  "skipped: the database tests on PostgreSQL, because there are no PostgreSQL programs here (Debian: apt-get install postgresql)";

/** The results of both engines; without PostgreSQL that half is skipped with its reason, and in CI failed. */
export async function databaseTests(filters = []) {
  const results = [await runVitest("database", { DAY29_TEST_ENGINE: "sqlite" }, filters)];
  if (findPostgres() === null) await aptInstall("postgresql");
  const cluster = await startCluster();
  if (cluster === null) {
    console.log(NO_POSTGRES);
    const inCi = Boolean(process.env.CI);
    return [...results, { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1 }];
  }
  try {
    const env = { DAY29_TEST_ENGINE: "postgresql", DAY29_TEST_PG_URL: cluster.url };
    return [...results, await runVitest("database", env, filters)];
  } finally {
    await cluster.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await main(async () => {
    checkNode();
    await inTurn(async () => {
      await install();
      await generate();
    });
    const results = await databaseTests(process.argv.slice(2));
    process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
  });
