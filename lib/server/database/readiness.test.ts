import { afterEach, expect, test, vi } from "vitest";
import { readiness } from "./readiness";

afterEach(() => vi.useRealTimers());

const sqlite = {
  database: "sqlite",
  journalMode: "wal",
  synchronous: "full",
  foreignKeys: true,
  recursiveTriggers: true,
} as const;

test("a database that answers is ready, with how it keeps what it is given", async () => {
  expect(await readiness(async () => sqlite)).toEqual({ status: 200, body: { ok: true, ...sqlite } });
});

test("a database that refuses is 503 with a plain sentence and nothing of its own words", async () => {
  const answer = await readiness(() => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:5432")));
  expect(answer).toEqual({ status: 503, body: { ok: false, message: "The database does not answer." } });
});

test("a database that is silent is 503 within four seconds", async () => {
  vi.useFakeTimers();
  const answer = readiness(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(4_000);
  expect((await answer).status).toBe(503);
});
