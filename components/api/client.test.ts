import { afterEach, describe, expect, it, vi } from "vitest";
import { patch, post, postBytes } from "./client";

const answer = (status: number, body: string) => vi.fn(async () => new Response(body, { status }));
const sentHeaders = (mock: ReturnType<typeof answer>) => {
  const [, init] = mock.mock.calls[0] as unknown as [string, RequestInit];
  return new Headers(init.headers);
};

afterEach(() => vi.unstubAllGlobals());

describe("sending", () => {
  it("carries the form's own key, so that a retry creates once", async () => {
    const fetched = answer(201, '{"id":"p1","version":1}');
    vi.stubGlobal("fetch", fetched);
    const sent = await post<{ id: string }>("patients", { mrn: "X1" }, { idempotencyKey: "k-1" });
    expect(sent).toMatchObject({ ok: true, status: 201, value: { id: "p1" } });
    expect(sentHeaders(fetched).get("idempotency-key")).toBe("k-1");
    expect(sentHeaders(fetched).get("content-type")).toBe("application/json");
  });

  it("names the version the person was looking at", async () => {
    const fetched = answer(200, "{}");
    vi.stubGlobal("fetch", fetched);
    await patch("patients/p1", {}, { version: 7 });
    expect(sentHeaders(fetched).get("if-match")).toBe('"7"');
  });

  it("sends a file as it is", async () => {
    const fetched = answer(201, "{}");
    vi.stubGlobal("fetch", fetched);
    const bytes = new Blob(["MSH|"]);
    await postBytes("imports?format=hl7-oru", bytes, "application/hl7-v2");
    const [, init] = fetched.mock.calls[0] as unknown as [string, RequestInit];
    expect(init.body).toBe(bytes);
    expect(sentHeaders(fetched).get("content-type")).toBe("application/hl7-v2");
  });
});

describe("an answer that never came", () => {
  it("is a lost network, and says that what was typed is kept", async () => {
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
    const sent = await post("patients", {});
    expect(sent.ok).toBe(false);
    if (!sent.ok) {
      expect(sent.problem.code).toBe("network-lost");
      expect(sent.problem.message).toContain("still here");
    }
  });

  it("is a cancellation where the person cancelled", async () => {
    const controller = new AbortController();
    controller.abort();
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new DOMException("aborted", "AbortError")));
    const sent = await post("imports", {}, { signal: controller.signal });
    expect(!sent.ok && sent.problem.code).toBe("cancelled");
  });

  it("cut short is a problem, never half an object", async () => {
    vi.stubGlobal("fetch", answer(201, '{"id":"p1'));
    const sent = await post("patients", {});
    expect(!sent.ok && sent.problem.code).toBe("answer-unreadable");
  });
});
