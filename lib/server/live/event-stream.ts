import "server-only";
import type { Actor } from "@/lib/server/door/actor";
import type { LiveHub, Reader } from "./live-hub";

/** Bytes that may wait for a reader; one that is this far behind is dropped, and catches up when it comes back. */
const BEHIND = 64 * 1024;
/** How long a browser waits before it comes back by itself, in milliseconds. */
const RETRY_MS = 1_500;

/** The event stream of one page: heard from when it is read until it is closed, dropped or signed out. */
export function eventStream(hub: LiveHub, actor: Actor, after: string | null): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  let reader: Reader | null = null;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const leave = () => {
          if (reader === null) return false;
          hub.remove(reader);
          reader = null;
          return true;
        };
        const write = (text: string) => {
          if (reader === null) return;
          controller.enqueue(bytes.encode(text));
          // Ended with an error, not closed: a browser then knows that it must come back.
          if ((controller.desiredSize ?? 0) <= 0 && leave())
            controller.error(new Error("The reader is too slow."));
        };
        reader = {
          actor,
          send: (name, data, id) =>
            write(
              `${name === "beat" ? ": still here\n" : ""}event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`,
            ),
          end: () => {
            if (leave()) controller.close();
          },
        };
        write(`retry: ${RETRY_MS}\n\n`);
        hub.add(reader, after);
      },
      cancel() {
        if (reader !== null) hub.remove(reader);
        reader = null;
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BEHIND }),
  );
}
