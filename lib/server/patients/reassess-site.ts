import "server-only";
import { db } from "@/lib/server/database/db";
import { faultOf, logFault } from "@/lib/server/log";
import { reassessOutdated } from "./reassess";

/** Goes through a site's patients until no summary of an earlier policy is left, a page a transaction. */
export async function reassessSite(siteId: string): Promise<void> {
  for (;;) {
    let after: string | null = null;
    let checked = 0;
    do {
      const page: Awaited<ReturnType<typeof reassessOutdated>> = await reassessOutdated(
        siteId,
        after,
        new Date().toISOString(),
      );
      checked += page.checked;
      after = page.next;
      // Others are answered between two pages.
      await new Promise(setImmediate);
    } while (after !== null);
    if (checked === 0) return;
  }
}

let underWay: Promise<void> = Promise.resolve();

/** One site after the other; what fails here is finished at the next start, and the worklist marks it until then. */
export const startReassessment = (siteId: string): void => begin(() => reassessSite(siteId));

function begin(work: () => Promise<void>): void {
  underWay = underWay
    .then(work)
    .catch((reason: unknown) => logFault({ operation: "summary.reassess", fault: faultOf(reason) }));
}

/** Resolves when everything begun so far is done. */
export const reassessments = (): Promise<void> => underWay;

/** At the start: what a killed run, or an earlier release, left behind. */
export function finishReassessments(): void {
  begin(async () => {
    const sites = await db().site.findMany({ select: { id: true } });
    for (const { id } of sites) await reassessSite(id);
  });
}
