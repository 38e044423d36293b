import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvents } from "@/lib/contract/live";
import type { Actor } from "@/lib/server/door/actor";
import { eventStream } from "./event-stream";
import { LiveHub, type Reader, type Standing } from "./live-hub";
import type { ToldChange } from "./told";

const actor = (userId: string, site = "north"): Actor => ({
  userId,
  sessionId: `session-${userId}`,
  name: userId,
  email: "",
  roles: ["oncologist"],
  site: { id: site, name: site, timeZone: "Europe/London" },
});

const change = (report: string, by = "nurse", site = "north"): ToldChange => ({
  kind: "change",
  site,
  what: "report.record",
  patients: ["p1"],
  total: 1,
  report: { key: report, version: 1 },
  by,
  at: "2026-04-10T12:00:00.000Z",
});

interface Heard {
  readonly name: keyof LiveEvents;
  readonly data: LiveEvents[keyof LiveEvents];
  readonly id: string | undefined;
}

function reading(hub: LiveHub, who: Actor, after: string | null = null) {
  const heard: Heard[] = [];
  let ended = false;
  const reader: Reader = {
    actor: who,
    send: (name, data, id) => heard.push({ name, data, id }),
    end: () => {
      ended = true;
      hub.remove(reader);
    },
  };
  hub.add(reader, after);
  const reports = () =>
    heard.flatMap(({ name, data }) =>
      name === "change" ? (data as { report: { key: string } }).report.key : [],
    );
  return { heard, reports, ended: () => ended };
}

const everybody: Standing = async (actors) => new Set(actors);
const handed = () => new Promise((done) => setTimeout(done));

describe("who is told of a change", () => {
  it("is everybody of its site and nobody of another; whoever made it hears that it was they", async () => {
    const hub = new LiveHub(everybody);
    const [colleague, self, south] = [
      reading(hub, actor("oncologist")),
      reading(hub, actor("nurse")),
      reading(hub, actor("southern", "south")),
    ];
    hub.take(change("r1"));
    await handed();
    expect(colleague.heard[1]).toMatchObject({
      name: "change",
      data: { by: "nurse", report: { key: "r1" } },
    });
    expect(self.heard[1]).toMatchObject({ data: { by: "you" } });
    expect(south.heard.map(({ name }) => name)).toEqual(["hello"]);
  });

  it("is nobody whose session no longer stands: their stream says so and ends", async () => {
    const hub = new LiveHub(async (actors) => new Set(actors.filter(({ userId }) => userId !== "gone")));
    const [gone, stays] = [reading(hub, actor("gone")), reading(hub, actor("stays"))];
    hub.take(change("r1"));
    await handed();
    expect(gone.heard.map(({ name }) => name)).toEqual(["hello", "ended"]);
    expect(gone.ended()).toBe(true);
    expect(stays.reports()).toEqual(["r1"]);
  });

  it("is nobody while it cannot be known whose session stands", async () => {
    const hub = new LiveHub(() => Promise.reject(new Error("The database is gone.")));
    const one = reading(hub, actor("oncologist"));
    vi.spyOn(console, "error").mockImplementation(() => {});
    hub.take(change("r1"));
    await handed();
    expect([one.reports(), one.ended()]).toEqual([[], true]);
  });

  it("hears each change once and in order, however long the look at the sessions takes", async () => {
    let answer = () => {};
    const hub = new LiveHub(async (actors) => {
      await new Promise<void>((done) => {
        answer = done;
      });
      return new Set(actors);
    });
    const first = reading(hub, actor("oncologist"));
    hub.take(change("r1"));
    const between = reading(hub, actor("nurse"), hub.position);
    hub.take(change("r2"));
    for (let turn = 0; turn < 3; turn += 1) {
      answer();
      await handed();
    }
    expect(first.reports()).toEqual(["r1", "r2"]);
    expect(between.reports()).toEqual(["r2"]);
  });
});

describe("a reader who comes back", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-04-10T12:00:00Z") }));
  afterEach(() => vi.useRealTimers());

  it("is sent what came after the event it knows, and nothing before it", () => {
    const hub = new LiveHub(everybody);
    hub.take(change("r1"));
    const known = hub.position;
    hub.take(change("theirs", "nurse", "south"));
    hub.take(change("r2"));
    const back = reading(hub, actor("oncologist"), known);
    expect(back.heard[0]).toMatchObject({ name: "hello", data: { missed: false } });
    expect(back.reports()).toEqual(["r2"]);
  });

  it("of another process is sent what came since by the clock, and what its clock may have overlapped", () => {
    const [here, there] = [new LiveHub(everybody), new LiveHub(everybody)];
    vi.advanceTimersByTime(60_000);
    here.take(change("r1"));
    vi.advanceTimersByTime(60_000);
    const known = there.position;
    here.take(change("r2"));
    expect(reading(here, actor("oncologist"), known).reports()).toEqual(["r2"]);
  });

  it("is told that it missed something where that is not known any more", () => {
    const [here, there] = [new LiveHub(everybody), new LiveHub(everybody)];
    const old = here.position;
    const elsewhere = there.position;
    vi.advanceTimersByTime(60_000);
    for (let one = 0; one < 501; one += 1) here.take(change(`r${one}`));
    const lost = new LiveHub(everybody);
    const before = lost.position;
    lost.missed();
    for (const [hub, after] of [
      [here, old],
      [here, elsewhere],
      [lost, before],
      [here, "nonsense"],
    ] as const) {
      expect(reading(hub, actor("oncologist"), after).heard).toMatchObject([{ data: { missed: true } }]);
    }
  });
});

describe("presence", () => {
  const sign = {
    kind: "presence",
    site: "north",
    patient: "p1",
    by: "nurse",
    tab: "t",
    surface: "grid",
    row: "r1",
    gone: false,
  } as const;

  it("is told to others and runs out twenty seconds after the last sign of life", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const hub = new LiveHub(everybody);
    hub.take(sign);
    const others = (who: string, site = "north", patient = "p1") =>
      hub.presence.othersAt(site, patient, who, Date.now()).map(({ row }) => row);
    expect(others("oncologist")).toEqual(["r1"]);
    expect([others("nurse"), others("southern", "south"), others("oncologist", "north", "p2")]).toEqual([
      [],
      [],
      [],
    ]);
    hub.take({ ...sign, row: "r2" });
    expect(others("oncologist")).toEqual(["r2"]);
    vi.advanceTimersByTime(20_001);
    expect(others("oncologist")).toEqual([]);
    hub.take(sign);
    hub.take({ ...sign, gone: true });
    expect(others("oncologist")).toEqual([]);
    vi.useRealTimers();
  });
});

describe("the stream", () => {
  it("drops a reader who does not keep up, and forgets one who has gone", async () => {
    const hub = new LiveHub(everybody);
    const slow = eventStream(hub, actor("slow"), null).getReader();
    const gone = eventStream(hub, actor("gone"), null);
    expect(hub.size).toBe(2);
    await gone.cancel();
    expect(hub.size).toBe(1);
    for (let one = 0; one < 500; one += 1) hub.take(change(`r${one}`));
    await handed();
    expect(hub.size).toBe(0);
    await expect(slow.read()).rejects.toThrow(/slow/);
  });

  it("ends all at once where the process ends", async () => {
    const hub = new LiveHub(everybody);
    const reader = eventStream(hub, actor("oncologist"), null).getReader();
    hub.endAll();
    const text = await allOf(reader);
    expect(text).toContain("event: hello");
    expect(hub.size).toBe(0);
  });
});

async function allOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text;
    text += new TextDecoder().decode(value);
  }
}
