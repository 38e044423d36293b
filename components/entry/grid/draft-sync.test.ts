import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type DraftBody, NO_DRAFT } from "@/lib/contract/draft";
import { DraftSync } from "./draft-sync";

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const kept = (version: number) => answer(200, { key: "ward-blood", version, updatedAt: "" });
const elsewhere = (version: number) =>
  answer(409, { error: { code: "conflict", message: "Changed.", current: { version } }, requestId: "q" });

let body: DraftBody;
let fetched: ReturnType<typeof vi.fn<(path: string, init: RequestInit) => Promise<Response>>>;
let sync: DraftSync;

const typed = (text: string) => {
  const row = { id: "new-1", patientId: "p1", base: null, key: null, cells: { HGB: text } };
  body = { ...NO_DRAFT, rows: [row] };
  sync.touch();
};
const sentVersions = () => fetched.mock.calls.map(([, init]) => new Headers(init.headers).get("if-match"));

beforeEach(() => {
  vi.useFakeTimers();
  fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  body = NO_DRAFT;
  sync = new DraftSync("ward-blood", 3, NO_DRAFT, () => body);
});
afterEach(() => {
  sync.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("keeping a draft", () => {
  test("sends once the keys rest, what was typed last, and names the version it knows", async () => {
    fetched.mockImplementation(async () => kept(4));
    typed("1");
    typed("12");
    expect(sync.state.is).toBe("waiting");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched.mock.calls[0]?.[1].body).toContain('"HGB":"12"');
    expect([sync.state.is, sentVersions()]).toEqual(["kept", ['"3"']]);
  });

  test("what is typed while a request is under way follows it, on the version it made", async () => {
    fetched.mockImplementationOnce(() => new Promise((done) => setTimeout(() => done(kept(4)), 3_000)));
    fetched.mockImplementation(async () => kept(5));
    typed("1");
    await vi.advanceTimersByTimeAsync(1_000);
    typed("12");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sentVersions()).toEqual(['"3"', '"4"']);
    expect(fetched.mock.calls[1]?.[1].body).toContain('"HGB":"12"');
    expect(sync.state.is).toBe("kept");
  });

  test("a lost network is tried again until it is back, and nothing counts as kept until then", async () => {
    fetched.mockRejectedValueOnce(new TypeError("lost")).mockRejectedValueOnce(new TypeError("lost"));
    fetched.mockImplementation(async () => kept(4));
    typed("1");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sync.state).toMatchObject({ is: "failed", problem: { code: "network-lost" } });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(fetched).toHaveBeenCalledTimes(3);
    expect(sync.state.is).toBe("kept");
  });

  test("an answer that was lost is not taken for another window's draft", async () => {
    fetched.mockRejectedValueOnce(new TypeError("lost after the server wrote"));
    fetched.mockImplementationOnce(async () => elsewhere(4));
    fetched.mockImplementation(async () => kept(5));
    typed("1");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sentVersions()).toEqual(['"3"', '"3"', '"4"']);
    expect(sync.state.is).toBe("kept");
  });

  test("another window's draft is never written over unseen, only when the person says so", async () => {
    fetched.mockImplementationOnce(async () => elsewhere(9));
    fetched.mockImplementation(async () => kept(10));
    typed("1");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sync.state).toEqual({ is: "elsewhere", version: 9 });
    typed("12");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    sync.overwrite();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sentVersions()).toEqual(['"3"', '"9"']);
    expect(sync.state.is).toBe("kept");
  });

  test("typed and taken back again, nothing is sent", async () => {
    typed("1");
    body = NO_DRAFT;
    sync.touch();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(fetched).not.toHaveBeenCalled();
    expect(sync.state.is).toBe("kept");
  });
});
