// npm run demo -- --patients N [--reports M]: N more invented patients with about M reports each, for trying things at scale.
import { parseArgs } from "node:util";
import { demoState } from "../lib/server/database/demo-mark";
import { StartRefusal } from "../lib/server/start-refusal";
import { makeMore } from "../prisma/demo/make-more";
import { refuseDemo, seedDemo } from "../prisma/demo/seed-demo";
import { withDatabase } from "./with-database";

function wholeNumber(name: string, text: string | undefined, most: number): number {
  const value = Number(text);
  if (text !== undefined && /^\d+$/.test(text) && value >= 1 && value <= most) return value;
  throw new StartRefusal(
    `--${name} must be a whole number from 1 to ${most}, for example: npm run demo -- --patients 1000 --reports 20`,
  );
}

function readArguments() {
  const options = { patients: { type: "string" }, reports: { type: "string", default: "20" } } as const;
  try {
    const { values } = parseArgs({ options });
    return {
      patients: wholeNumber("patients", values.patients, 90_000),
      reports: wholeNumber("reports", values.reports, 1_000),
    };
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw new StartRefusal("Usage: npm run demo -- --patients N [--reports M]");
  }
}

await withDatabase("writes", async ({ databaseUrl, demo }) => {
  const wanted = readArguments();
  const state = await demoState(databaseUrl, demo);
  refuseDemo(state);
  if (state === "needed") await seedDemo(databaseUrl);
  const started = performance.now();
  await makeMore(wanted, ({ patients, reports }) => {
    const rate = Math.round(reports / ((performance.now() - started) / 1000));
    console.log(`${patients} of ${wanted.patients} patients, ${reports} reports, ${rate} reports/s`);
  });
  return 0;
});
