import { v7 as newId } from "uuid";
import type { CriticalAlarm } from "@/lib/clinical/critical-alarms";
import type { Tx } from "@/lib/server/database/db";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import type { Story } from "./story";

/** Stories whose critical values nobody has acknowledged. */
const UNSEEN: readonly string[] = ["bashir"];

const DAY_MS = 86_400_000;

/** How many days ago the oncologist looked, and what the criterion was then; the other stories are not reviewed yet. */
const REVIEWS: Readonly<Record<string, { readonly daysAgo: number; readonly remission: string }>> = {
  daniel: { daysAgo: 2, remission: "indeterminate" },
  elif: { daysAgo: 0, remission: "not-met" },
  ines: { daysAgo: 9, remission: "not-met" },
  kira: { daysAgo: 0, remission: "indeterminate" },
};

/** What the oncologist of the site has looked at: critical values acknowledged, patients reviewed. */
export async function storeReviews(
  tx: Tx,
  story: Story,
  patientId: string,
  by: { readonly siteId: string; readonly oncologist: string; readonly now: string },
): Promise<void> {
  const { display, changedAt } = await tx.patientSummary.findUniqueOrThrow({ where: { patientId } });
  const { critical } = JSON.parse(display) as { critical: readonly CriticalAlarm[] };
  if (!UNSEEN.includes(story.key) && critical.length > 0) {
    await tx.criticalSeen.createMany({
      data: critical.map(({ analyte, flag, depth, reportId, reportVersion }) => ({
        id: newId(),
        patientId,
        analyte,
        flag,
        depth,
        reportKey: reportId,
        reportVersion,
        at: by.now,
        author: by.oncologist,
      })),
    });
    await refreshSummary(tx, patientId, changedAt);
  }
  const review = REVIEWS[story.key];
  if (review === undefined) return;
  const at = new Date(Date.parse(by.now) - review.daysAgo * DAY_MS).toISOString();
  const seen = review.daysAgo === 0 ? changedAt : at;
  const { oncologist: userId, siteId } = by;
  await tx.review.create({
    data: { userId, siteId, patientId, at, seen, remission: review.remission, before: null },
  });
}
