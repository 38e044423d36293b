// npm run seed: the demo sites, sign-ins and invented patients. Run again, it completes what is missing and changes nothing else.
import { demoState } from "../lib/server/demo-mark";
import { withDatabase } from "../scripts/with-database";

await withDatabase("writes", async () => {
  if ((await demoState()) === "done") {
    console.log("The invented patients are there.");
    return 0;
  }
  const started = performance.now();
  // Only now: a finished seed answers before the stories are read.
  const { seedDemo } = await import("./demo/seed-demo");
  const { made, found } = await seedDemo();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${made} invented patients made, ${found} were there already; ${seconds} s.`);
  return 0;
});
