import "server-only";
import { z } from "zod";
import type { LocalDate } from "@/lib/branded";
import { addDays } from "@/lib/clinical/calendar";
import { asOfMoment, isCalendarProblem } from "@/lib/clinical/zone";
import type { Ack, FeedSummaryAnswer } from "@/lib/contract/feed";
import { today } from "@/lib/server/clock";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { senderIn } from "./feed-list";

const DAYS = 7;
/** A sender not heard of for longer is no sender any more. */
const SENDER_DAYS = 30;
const SENDERS = 20;

/** Messages a day and the last one of each sender: whether the feed lives. */
export const summariseFeed = operation({
  name: "feed.summary",
  kind: "read",
  permission: "feed:watch",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor, now }) => {
    const { id, timeZone } = actor.site;
    const here = today(now, timeZone);
    const dates = Array.from({ length: DAYS }, (_, back) => addDays(here, -back));
    const days = await Promise.all(
      dates.map(async (date) => ({ date, ...(await countsOf(db, id, date, timeZone)) })),
    );
    const answer: FeedSummaryAnswer = { days, senders: await sendersOf(db, id, addDays(here, -SENDER_DAYS)) };
    return { answer, audit: { objectKind: "feed" } };
  },
});

const NONE = { AA: 0, AE: 0, AR: 0 } as const;

async function countsOf(db: Db, siteId: string, date: LocalDate, timeZone: string) {
  const groups = await db.feedMessage.groupBy({
    by: ["ack"],
    // The last millisecond of the day before is outside, that of the day inside.
    where: {
      siteId,
      receivedAt: { gt: lastInstantOf(addDays(date, -1), timeZone), lte: lastInstantOf(date, timeZone) },
    },
    _count: true,
  });
  return { ...NONE, ...Object.fromEntries(groups.map((group) => [group.ack as Ack, group._count])) };
}

function lastInstantOf(date: LocalDate, timeZone: string): string {
  const moment = asOfMoment(date, timeZone);
  if (isCalendarProblem(moment)) throw new Error(`The site's zone cannot be read: ${moment.problem}`);
  return new Date(moment.instant).toISOString();
}

async function sendersOf(db: Db, siteId: string, since: LocalDate): Promise<FeedSummaryAnswer["senders"]> {
  const groups = await db.feedMessage.groupBy({
    by: ["peer", "ack"],
    where: { siteId, receivedAt: { gt: since } },
    _count: true,
    _max: { receivedAt: true },
  });
  const peers = new Map<string | null, { AA: number; AE: number; AR: number; lastAt: string }>();
  for (const group of groups) {
    const before = peers.get(group.peer) ?? { ...NONE, lastAt: "" };
    const at = group._max.receivedAt ?? "";
    peers.set(group.peer, {
      ...before,
      [group.ack]: group._count,
      lastAt: [before.lastAt, at].sort().at(-1) ?? at,
    });
  }
  const newest = [...peers].sort(([, a], [, b]) => (a.lastAt < b.lastAt ? 1 : -1)).slice(0, SENDERS);
  return await Promise.all(
    newest.map(async ([peer, counts]) => {
      const [last, named] = await Promise.all([
        db.feedMessage.findFirst({
          where: { siteId, peer },
          orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
        }),
        db.feedMessage.findFirst({
          where: { siteId, peer, ack: "AA" },
          orderBy: { receivedAt: "desc" },
          select: { import: { select: { source: true } } },
        }),
      ]);
      return {
        peer,
        sender: senderIn(named?.import?.source),
        ...counts,
        lastAck: (last?.ack ?? "AA") as Ack,
      };
    }),
  );
}
