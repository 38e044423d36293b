import "server-only";
import { type Ack, type FeedMessageAnswer, type FeedPageAnswer, feedPage } from "@/lib/contract/feed";
import { operation } from "@/lib/server/door/operation";
import type { Prisma } from "@/prisma/generated/sqlite/client";

const WITH_IMPORT = { import: { select: { source: true, waiting: true } } } as const;
type Row = Prisma.FeedMessageGetPayload<{ include: typeof WITH_IMPORT }>;

/** The source of an HL7 import without the word for its kind: "LAB at Elm Hospital". */
export const senderIn = (source: string | null | undefined) => source?.replace(/^hl7 /, "") ?? null;

const answerOf = (row: Row): FeedMessageAnswer => ({
  id: row.id,
  receivedAt: row.receivedAt,
  peer: row.peer,
  sender: senderIn(row.import?.source),
  controlId: row.controlId,
  messageType: row.messageType,
  size: row.size,
  ack: row.ack as Ack,
  reason: row.reason,
  waiting: row.import?.waiting ?? 0,
});

/** The site's traffic, newest first. */
export const listFeed = operation({
  name: "feed.list",
  kind: "read",
  permission: "feed:watch",
  subject: null,
  input: feedPage,
  run: async ({ db, input, actor }) => {
    const where: Prisma.FeedMessageWhereInput = {
      siteId: actor.site.id,
      ...(input.ack === null ? {} : { ack: input.ack }),
    };
    const last =
      input.cursor === null
        ? null
        : await db.feedMessage.findFirst({ where: { id: input.cursor, siteId: actor.site.id } });
    const after: Prisma.FeedMessageWhereInput =
      last === null
        ? {}
        : {
            OR: [
              { receivedAt: { lt: last.receivedAt } },
              { receivedAt: last.receivedAt, id: { lt: last.id } },
            ],
          };
    const [rows, total] = await Promise.all([
      db.feedMessage.findMany({
        where: { AND: [where, after] },
        orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
        take: input.limit + 1,
        include: WITH_IMPORT,
      }),
      db.feedMessage.count({ where }),
    ]);
    const items = rows.slice(0, input.limit).map(answerOf);
    const next = rows.length > input.limit ? (items.at(-1)?.id ?? null) : null;
    const answer: FeedPageAnswer = { items, next, total };
    return { answer, audit: { objectKind: "feed", detail: { ack: input.ack } } };
  },
});
