// npm run demo -- --patients N [--reports M]: N more invented patients with about M reports each, for trying things at scale.
import { parseArgs } from "node:util";
import { v7 as newId } from "uuid";
import type { Instant } from "../lib/branded";
import { db, transaction } from "../lib/server/db";
import { demoState } from "../lib/server/demo-mark";
import { StartRefusal } from "../lib/server/start-refusal";
import { timeZoneOf } from "../prisma/demo/demo-sites";
import { invent } from "../prisma/demo/invented-patient";
import { randomPlot } from "../prisma/demo/random-plot";
import { nurseIds, refuseDemo, seedDemo } from "../prisma/demo/seed-demo";
import { storeMany } from "../prisma/demo/store-many";
import { withDatabase } from "./with-database";

/** Reports held in memory at once; also the size of one transaction. */
const REPORTS_PER_BATCH = 2_000;
/** Numbers below belong to the stories. */
const FIRST_NUMBER = 1_000;

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
      patients: wholeNumber("patients", values.patients, 89_000),
      reports: wholeNumber("reports", values.reports, 1_000),
    };
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw new StartRefusal("Usage: npm run demo -- --patients N [--reports M]");
  }
}

/** Goes on after the patients that earlier runs have made: their MRNs begin with 9. */
async function nextNumber(): Promise<number> {
  const last = await db().patient.findFirst({
    where: {
      siteId: { in: ["north", "south"] },
      mrn: { startsWith: "9" },
      createdBy: { in: await nurses() },
    },
    orderBy: { mrn: "desc" },
    select: { mrn: true },
  });
  if (last === null) return FIRST_NUMBER;
  return Number(last.mrn.replace("-", "")) - 90_000_000 + 1;
}

const nurses = async () => Object.values(await nurseIds());

await withDatabase("writes", async ({ databaseUrl, demo }) => {
  const { patients, reports } = readArguments();
  const state = await demoState(databaseUrl, demo);
  refuseDemo(state);
  if (state === "needed") await seedDemo(databaseUrl);
  const authors = await nurseIds();
  const first = await nextNumber();
  const perBatch = Math.max(1, Math.floor(REPORTS_PER_BATCH / reports));
  const started = performance.now();
  let written = 0;
  for (let done = 0; done < patients; ) {
    const size = Math.min(perBatch, patients - done);
    const now = new Date().toISOString();
    const requestId = newId();
    const batch = Array.from({ length: size }, (_, index) => {
      const plot = randomPlot(first + done + index, reports);
      const told = { now: Date.parse(now) as Instant, timeZone: timeZoneOf(plot.site) };
      return {
        invented: invent(plot, told),
        by: { siteId: plot.site, author: authors[plot.site], now, requestId },
      };
    });
    written += (await transaction((tx) => storeMany(tx, batch))).reports;
    done += size;
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${done} of ${patients} patients, ${written} reports, ${Math.round(written / seconds)} reports/s`,
    );
  }
  return 0;
});
