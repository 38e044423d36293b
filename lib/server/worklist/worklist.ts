import "server-only";
import { z } from "zod";
import {
  WORKLIST_REASONS,
  type WorklistGroup,
  type WorklistPage,
  type WorklistReason,
  worklistInput,
} from "@/lib/contract/worklist";
import { today } from "@/lib/server/clock";
import { engine } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { operation } from "@/lib/server/door/operation";
import { presentVersion } from "@/lib/server/patients/policy-in-force";
import type { WorklistView } from "./worklist-matching";
import {
  askedFor,
  countGroups,
  countMatching,
  cursorOf,
  groupHeadsQuery,
  nextRows,
  rowsOf,
  sortingOf,
} from "./worklist-query";
import { worklistRow } from "./worklist-row";

export const viewOf = (actor: Actor, now: string): WorklistView => ({
  siteId: actor.site.id,
  userId: actor.userId,
  here: today(now, actor.site.timeZone),
});

export const listPatients = operation({
  name: "patients.list",
  kind: "read",
  permission: "patient:read",
  subject: null,
  input: worklistInput,
  run: async ({ db, input, actor, now }) => {
    const view = viewOf(actor, now);
    const [found, policy, after] = await Promise.all([
      countMatching(db, input, view),
      presentVersion(db, actor.site.id),
      cursorOf(db, input.cursor, sortingOf(input.sort), view),
    ]);
    const rows = await nextRows(db, { ...askedFor(input, view, found, engine()), after });
    const items = rows.slice(0, input.limit).map((row) => worklistRow(row, view.here, policy));
    const next = rows.length > input.limit ? (items.at(-1)?.id ?? null) : null;
    const answer: WorklistPage = { items, next, ...found };
    return {
      answer,
      audit: { objectKind: "worklist", detail: { filter: input, ids: items.map((item) => item.id) } },
    };
  },
});

/** How many of a group the first page of the worklist shows. */
const HEAD = 5;

export const listGroups = operation({
  name: "patients.groups",
  kind: "read",
  permission: "patient:read",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor, now }) => {
    const view = viewOf(actor, now);
    const [counts, heads, policy] = await Promise.all([
      countGroups(db, view),
      db.$queryRaw<{ reason: WorklistReason; patientId: string }[]>(groupHeadsQuery(view, HEAD)),
      presentVersion(db, actor.site.id),
    ]);
    const ids = [...new Set(heads.map(({ patientId }) => patientId))];
    const rows = await rowsOf(db, ids, view);
    const shown = new Map(rows.map((row) => [row.patientId, worklistRow(row, view.here, policy)]));
    const items: WorklistGroup[] = WORKLIST_REASONS.map((reason) => ({
      reason,
      ...counts[reason],
      items: heads.flatMap((head) => (head.reason === reason ? (shown.get(head.patientId) ?? []) : [])),
    }));
    return { answer: { items }, audit: { objectKind: "worklist", detail: { groups: true, ids } } };
  },
});
