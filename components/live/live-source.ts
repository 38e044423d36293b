import type { LiveEvents } from "@/lib/contract/live";

/** One thing heard: an event of the stream, by its name. */
export type Heard = {
  [Name in keyof LiveEvents]: { name: Name; data: LiveEvents[Name]; id: string };
}[keyof LiveEvents];

type Listener = (heard: Heard) => void;

const NAMES = ["hello", "change", "presence", "missed", "beat", "ended"] as const;
/** One stream for all pages of a browser: it opens six connections to a server and no more. */
const SHARED = "day29-live";
const HIDDEN_MS = 60_000;
/** The stream beats every 15 s. */
const SILENT_MS = 40_000;
const SLOWEST_MS = 30_000;

const listeners = new Set<Listener>();
let leave: (() => void) | null = null;
/** The last event this page knows. */
let last = "";

/**
 * Listens to what happens at the site, until the returned function is called. `since` is what the page knew when it
 * was made; null for a part of a page whose other parts say it.
 */
export function hear(listener: Listener, since: string | null): () => void {
  listeners.add(listener);
  if (since !== null && (leave === null || last === "")) last = since;
  leave ??= join();
  return () => {
    listeners.delete(listener);
    // A page that follows takes it over.
    setTimeout(() => {
      if (listeners.size > 0) return;
      leave?.();
      leave = null;
    }, 1_000);
  };
}

const tell = (heard: Heard) => {
  for (const listener of [...listeners]) listener(heard);
};

/** How far two places of one server are apart; NaN where they are of two. */
const ahead = (id: string, of: string) => {
  const [[server, at], [other, from]] = [id.split("."), of.split(".")];
  return server === other ? Number(at) - Number(from) : Number.NaN;
};

/** Holds the stream where no other page of this browser does, and else hears what that one hands on. */
function join(): () => void {
  const channel = new BroadcastChannel(SHARED);
  let stop: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (heard: Heard) => {
    if (heard.id !== "") last = heard.id;
    if (heard.name === "hello") {
      if (heard.data.missed) tell({ name: "missed", data: {}, id: "" });
    } else if (heard.name !== "beat") tell(heard);
  };
  channel.onmessage = ({ data }: MessageEvent<Heard | { since: string }>) => {
    if (!("since" in data)) take(data);
    // Another page has just opened: what happened between its making and now was handed on before it listened.
    else if (stop?.signal.aborted === false && !(ahead(last, data.since) <= 0))
      channel.postMessage({ name: "missed", data: {}, id: "" } satisfies Heard);
  };

  const lead = (signal: AbortSignal) =>
    new Promise<void>((over) => {
      let source: EventSource | null = null;
      let wait = 500;
      let watch: ReturnType<typeof setTimeout> | undefined;
      const open = () => {
        source = new EventSource(last === "" ? "/api/v1/events" : `/api/v1/events?after=${last}`);
        source.onerror = again;
        for (const name of NAMES) source.addEventListener(name, receive);
        expect();
      };
      const expect = () => {
        clearTimeout(watch);
        watch = setTimeout(again, SILENT_MS);
      };
      const again = () => {
        source?.close();
        clearTimeout(watch);
        watch = setTimeout(open, wait * (0.5 + Math.random()));
        wait = Math.min(SLOWEST_MS, wait * 2);
      };
      const receive = ({ type, data, lastEventId }: MessageEvent<string>) => {
        expect();
        wait = 500;
        const heard = {
          name: type,
          data: JSON.parse(data),
          id: type === "presence" ? "" : lastEventId,
        } as Heard;
        take(heard);
        if (heard.name !== "beat") channel.postMessage(heard);
        if (heard.name === "ended") out();
      };
      signal.addEventListener("abort", () => {
        source?.close();
        clearTimeout(watch);
        over();
      });
      if (!signal.aborted) open();
    });

  const enter = () => {
    clearTimeout(timer);
    if (stop !== null) return;
    stop = new AbortController();
    const { signal } = stop;
    channel.postMessage({ since: last });
    // Without locks (a plain address that is not this machine's) every page has its own stream.
    if (navigator.locks === undefined) void lead(signal);
    else navigator.locks.request(SHARED, { signal }, () => lead(signal)).catch(() => undefined);
  };
  const out = () => {
    stop?.abort();
    stop = null;
  };
  const seen = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") enter();
    else timer = setTimeout(out, HIDDEN_MS);
  };
  document.addEventListener("visibilitychange", seen);
  addEventListener("focus", seen);
  // Once every part of the page has said what it knows.
  timer = setTimeout(seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("focus", seen);
    clearTimeout(timer);
    out();
    channel.close();
  };
}
