import { v7 as newId } from "uuid";
import type { Instant } from "@/lib/branded";
import { db, type Tx, transaction } from "@/lib/server/database/db";
import { type DemoState, demoState, markDemo } from "@/lib/server/database/demo-mark";
import { appendAudit } from "@/lib/server/door/audit";
import { env } from "@/lib/server/env";
import { hashPassword } from "@/lib/server/session/password";
import { StartRefusal } from "@/lib/server/start-refusal";
import { DEMO_PASSWORD, DEMO_SITES, DEMO_USERS, NURSE_OF, ONCOLOGIST_OF, timeZoneOf } from "./demo-sites";
import { invent } from "./invented-patient";
import type { DemoSiteId } from "./laboratory";
import { storePatient } from "./store-patient";
import { storeReviews } from "./store-reviews";
import { STORIES } from "./stories";
import type { Story } from "./story";

export interface Seeded {
  /** True where it had been finished before: nothing was looked at, nothing was changed. */
  readonly finishedBefore: boolean;
  readonly made: number;
  readonly found: number;
}

/**
 * Makes the demo sites, sign-ins and patients. Each patient is one transaction and is skipped where it is there, so a
 * run that was killed is completed by the next one; dates keep counting from the moment the first run began.
 */
export async function seedDemo(
  url: string,
  options: { now?: () => string; eachPatient?: (story: Story) => void } = {},
): Promise<Seeded> {
  const { now = () => new Date().toISOString(), eachPatient } = options;
  const state = await demoState(url, env().demo);
  if (state === "done") return { finishedBefore: true, made: 0, found: STORIES.length };
  refuseDemo(state);
  await markDemo(url, "begun");
  const begun = await beginning();
  const requestId = newId();
  await makeSites(now(), requestId);
  const nurses = await nurseIds();
  const oncologists = await peopleOf(ONCOLOGIST_OF);
  let made = 0;
  for (const story of STORIES) {
    const invented = invent(story, { now: begun, timeZone: timeZoneOf(story.site) });
    const by = { siteId: story.site, author: nurses[story.site], now: now(), requestId };
    made += await transaction(async (tx) => {
      if (await isThere(tx, story)) return 0;
      const id = await storePatient(tx, invented, by);
      await storeReviews(tx, story, id, { ...by, oncologist: oncologists[story.site] });
      eachPatient?.(story);
      return 1;
    });
  }
  await markDemo(url, "done");
  return { finishedBefore: false, made, found: STORIES.length - made };
}

/** Invented patients never mix with real ones, and their sign-ins, whose password is public, never leave this machine. */
export function refuseDemo(state: DemoState): void {
  if (state === "off")
    throw new StartRefusal(
      "The demo patients are for this machine only: unset DAY29_DEMO, HOST and DAY29_HTTPS to have them.",
    );
  if (state === "none")
    throw new StartRefusal(
      "This database is in use and was not made with the demo: set DATABASE_URL to a new one for invented patients.",
    );
}

/** Every date of a story counts back from here, also after a run that was killed yesterday. */
async function beginning(): Promise<Instant> {
  const [mark] = await db().$queryRaw<{ at: string }[]>`
    SELECT "at" FROM "_day29_marks" WHERE "name" = 'demo-begun'`;
  if (mark === undefined) throw new Error("The mark “demo-begun” was not kept.");
  return Date.parse(mark.at) as Instant;
}

const isThere = async (tx: Tx, story: Story) =>
  (await tx.patient.findUnique({
    where: { siteId_mrn: { siteId: story.site, mrn: story.patient.mrn } },
    select: { id: true },
  })) !== null;

async function makeSites(at: string, requestId: string): Promise<void> {
  const hashes = await Promise.all(DEMO_USERS.map(() => hashPassword(DEMO_PASSWORD)));
  await transaction(async (tx) => {
    if ((await tx.user.findFirst()) !== null) return;
    for (const site of DEMO_SITES) await tx.site.create({ data: site });
    for (const [index, { email, name, memberships }] of DEMO_USERS.entries()) {
      const id = newId();
      const passwordHash = hashes[index] ?? "";
      await tx.user.create({ data: { id, email, name, passwordHash, createdAt: at } });
      for (const { siteId, role } of memberships) {
        await tx.membership.create({ data: { userId: id, siteId, role } });
      }
    }
    const detail = JSON.stringify({ sites: DEMO_SITES.length, users: DEMO_USERS.length });
    const nobody = { actorId: null, sessionId: null, siteId: null, patientId: null, reason: null };
    const what = { objectKind: "demo", objectId: null, objectVersion: null, detail };
    await appendAudit(tx, [
      { at, actorName: "Demo data", action: "demo.seed", outcome: "done", requestId, ...nobody, ...what },
    ]);
  });
}

export const nurseIds = () => peopleOf(NURSE_OF);

async function peopleOf(emails: Readonly<Record<DemoSiteId, string>>): Promise<Record<DemoSiteId, string>> {
  const idOf = async (email: string) => (await db().user.findUniqueOrThrow({ where: { email } })).id;
  return { north: await idOf(emails.north), south: await idOf(emails.south) };
}
