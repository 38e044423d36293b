import { v7 as newId } from "uuid";
import type { Instant } from "@/lib/branded";
import { db, transaction } from "@/lib/server/database/db";
import { timeZoneOf } from "./demo-sites";
import { invent } from "./invented-patient";
import { randomPlot } from "./random-plot";
import { nurseIds } from "./seed-demo";
import { storeMany } from "./store-many";

/** Reports held in memory at once; also the size of one transaction. */
const REPORTS_PER_BATCH = 2_000;
/** Numbers below belong to the stories. */
const FIRST_NUMBER = 1_000;

export interface Progress {
  readonly patients: number;
  readonly reports: number;
}

/** So many further invented patients in a seeded database, after those that earlier runs have made. */
export async function makeMore(
  wanted: { readonly patients: number; readonly reports: number },
  eachBatch: (soFar: Progress) => void = () => {},
): Promise<Progress> {
  const authors = await nurseIds();
  const first = await nextNumber(Object.values(authors));
  const perBatch = Math.max(1, Math.floor(REPORTS_PER_BATCH / wanted.reports));
  let soFar: Progress = { patients: 0, reports: 0 };
  while (soFar.patients < wanted.patients) {
    const now = new Date().toISOString();
    const requestId = newId();
    const size = Math.min(perBatch, wanted.patients - soFar.patients);
    const batch = Array.from({ length: size }, (_, index) => {
      const plot = randomPlot(first + soFar.patients + index, wanted.reports);
      const told = { now: Date.parse(now) as Instant, timeZone: timeZoneOf(plot.site) };
      const by = { siteId: plot.site, author: authors[plot.site], now, requestId };
      return { invented: invent(plot, told), by };
    });
    const { reports } = await transaction((tx) => storeMany(tx, batch));
    soFar = { patients: soFar.patients + size, reports: soFar.reports + reports };
    eachBatch(soFar);
  }
  return soFar;
}

/** The MRNs of earlier runs count up from 9000-1000. */
async function nextNumber(authors: readonly string[]): Promise<number> {
  const last = await db().patient.findFirst({
    where: { mrn: { gte: "9000-0000", lte: "9999-9999" }, createdBy: { in: [...authors] } },
    orderBy: { mrn: "desc" },
    select: { mrn: true },
  });
  const number = last === null ? Number.NaN : Number(last.mrn.replace("-", "")) - 90_000_000;
  return Number.isInteger(number) && number >= FIRST_NUMBER ? number + 1 : FIRST_NUMBER;
}
