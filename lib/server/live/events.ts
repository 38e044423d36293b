import "server-only";
import { streamInput } from "@/lib/contract/live-input";
import { AppError } from "@/lib/errors";
import { operation } from "@/lib/server/door/operation";
import { eventStream } from "./event-stream";
import { live, liveHeard } from "./live";
import { READS, STREAMS_IN_ALL, STREAMS_OF_A_SESSION } from "./live-hub";

/** Opens the stream of changes at the asker's site. It names no patient; reading what changed is an access of its own. */
export const openEvents = operation({
  name: "events.open",
  kind: "read",
  permission: READS,
  subject: null,
  input: streamInput,
  run: async ({ actor, input }) => {
    const hub = live();
    await liveHeard();
    const own = hub.streamsOf(actor.sessionId) >= STREAMS_OF_A_SESSION;
    if (own || hub.size >= STREAMS_IN_ALL) {
      const message = own
        ? "This session has too many event streams open; close one of them."
        : "Too many event streams are open; try again later.";
      throw new AppError("too-many-tries", message, { retryAfterSeconds: 30 });
    }
    endWithTheProcess();
    return {
      // Begun by the answer: where the audit refuses, there is none.
      answer: () => eventStream(hub, actor, input.after ?? null),
      audit: { objectKind: "events" },
    };
  },
});

const kept = globalThis as { day29LiveEnds?: true };

/** The server waits for every open answer before it stops; from the first stream on these end at once. */
function endWithTheProcess(): void {
  if (kept.day29LiveEnds) return;
  kept.day29LiveEnds = true;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => live().endAll());
}
