// npm run test:long: what takes minutes and is therefore no part of npm test: 20,000 random records, seeded.
import { main } from "./children.mjs";
import { runVitest } from "./results.mjs";
import { checkNode } from "./setup.mjs";

await main(async () => {
  checkNode();
  const { passed, failed, skipped } = await runVitest("long", {}, process.argv.slice(2));
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
});
