import "server-only";
import { presenceInput } from "@/lib/contract/live-input";
import { operation } from "@/lib/server/door/operation";
import { announcePresence } from "./announce";
import { live } from "./live";

/** A sign of life of a page that has a patient's results open; answers who else has. Nothing of it is stored. */
export const tellPresence = operation({
  name: "presence.tell",
  kind: "read",
  heartbeat: true,
  permission: "report:write",
  subject: "patient",
  input: presenceInput,
  run: async ({ actor, id, input }) => {
    await announcePresence({
      kind: "presence",
      site: actor.site.id,
      patient: id,
      by: actor.userId,
      ...input,
    });
    const items = live().presence.othersAt(actor.site.id, id, actor.userId, Date.now());
    return { answer: { items, next: null, total: items.length }, audit: {} };
  },
});
