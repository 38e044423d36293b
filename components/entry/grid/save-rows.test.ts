import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ReportAnswer } from "@/lib/contract/report";
import { HB_ON_RECORD, patientStore, report, wardStore } from "./fixtures/invented-grid";
import { choose, commit, open, undo } from "./grid-acts";
import type { GridStore } from "./grid-store";
import type { GridField } from "./model/grid-model";
import { saveOverTheirs, saveRows } from "./save-rows";

let fetched: ReturnType<typeof vi.fn<(path: string, init: RequestInit) => Promise<Response>>>;
const WAY = { stopped: () => false, progressed: () => undefined };
const NO_REASON = { reason: "" as const, note: "" };
const TYPING_ERROR = { reason: "typing-error" as const, note: "" };

beforeEach(() => {
  fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const made = (id: string, texts: Record<string, string>): ReportAnswer =>
  report(
    id,
    "2026-04-10",
    Object.entries(texts).map(([code, text]) => [code, text, code === "HGB" ? "g/dL" : "10*9/L"] as const),
  );

function type(store: GridStore, row: number, field: GridField, text: string) {
  choose(store, { row, column: store.columns.indexOf(field) });
  open(store, "");
  commit(store, text);
}

const sent = (at: number) => {
  const [path, init] = fetched.mock.calls[at] as [string, RequestInit];
  const headers = new Headers(init.headers);
  return { path, method: init.method, body: JSON.parse(String(init.body)), headers };
};

describe("saving", () => {
  test("sends each sound row as one report of its own patient, and a refused cell keeps back its row alone", async () => {
    const store = wardStore();
    type(store, 0, "HGB", "125");
    type(store, 1, "HGB", "9.8");
    type(store, 1, "WBC", "<0.1");
    fetched.mockImplementation(async () => answer(201, made("r9", { WBC: "<0.1", HGB: "9.8" })));
    expect(await saveRows(store, NO_REASON, WAY)).toEqual({ saved: 1, because: [] });
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(sent(0)).toMatchObject({ path: "/api/v1/patients/p2/reports", method: "POST" });
    expect(sent(0).body).toMatchObject({
      specimen: "blood",
      collected: "2026-04-10",
      results: [
        { analyte: "WBC", text: "<0.1" },
        { analyte: "HGB", text: "9.8", unit: "g/dL" },
      ],
    });
    expect(store.rowAt(0)?.cells.HGB?.text).toBe("125");
    expect(store.summary).toMatchObject({ waiting: 1, refused: 1 });
  });

  test("a report whose answer was lost is sent again under the same key, and under a new one after a refusal", async () => {
    const store = wardStore();
    type(store, 0, "HGB", "9.8");
    fetched.mockRejectedValueOnce(new TypeError("lost"));
    await saveRows(store, NO_REASON, WAY);
    expect(store.summary).toMatchObject({ waiting: 1, failed: 1 });
    const refusal = { error: { code: "invalid", message: "No.", fields: [] }, requestId: "q" };
    fetched.mockImplementationOnce(async () => answer(422, refusal));
    await saveRows(store, NO_REASON, WAY);
    fetched.mockImplementationOnce(async () => answer(201, made("r9", { HGB: "9.8" })));
    await saveRows(store, NO_REASON, WAY);
    const [first, second, third] = [0, 1, 2].map((at) => sent(at).headers.get("idempotency-key"));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(store.summary).toMatchObject({ waiting: 0, failed: 0 });
  });

  test("a refusal of the server stands in its cell until the cell is changed", async () => {
    const store = wardStore();
    type(store, 0, "HGB", "9.8");
    const fields = [{ path: "results.0.text", code: "hard-limit", message: "Not so.", suggestion: "98" }];
    fetched.mockImplementationOnce(async () =>
      answer(422, { error: { code: "invalid", message: "No.", fields }, requestId: "q" }),
    );
    await saveRows(store, NO_REASON, WAY);
    const cell = () => {
      const row = store.rowAt(0);
      return row && store.viewOf(row).cells.HGB;
    };
    expect(cell()).toMatchObject({ state: "refused", reason: "Not so.", suggestion: "98" });
    type(store, 0, "HGB", "9.9");
    expect(cell()).toMatchObject({ state: "fine" });
  });

  test("what is on record is corrected only with a reason, whole and over the version it was read in", async () => {
    const store = patientStore();
    type(store, 0, "HGB", "11.9");
    const refused = await saveRows(store, NO_REASON, WAY);
    expect(refused.because).toMatchObject([{ path: "reason" }]);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockImplementationOnce(async () => answer(200, { ...made("r1", { HGB: "11.9" }), version: 2 }));
    expect((await saveRows(store, TYPING_ERROR, WAY)).saved).toBe(1);
    expect(sent(0)).toMatchObject({ path: "/api/v1/reports/r1", method: "PATCH" });
    expect(sent(0).headers.get("if-match")).toBe('"1"');
    expect(sent(0).body).toMatchObject({
      reason: "typing-error",
      results: [
        { analyte: "WBC", text: "4.2" },
        { analyte: "HGB", text: "11.9" },
      ],
    });
  });

  test("what is saved is not undone: it is on record, and corrected with a reason", async () => {
    const store = wardStore();
    type(store, 0, "HGB", "9.8");
    type(store, 1, "HGB", "12.5");
    fetched.mockImplementation(async () => answer(201, made("r9", { HGB: "9.8" })));
    await saveRows(store, NO_REASON, WAY);
    undo(store);
    expect(store.content.rows.every(({ cells }) => Object.keys(cells).length === 0)).toBe(true);
    expect(store.rowAt(0)?.report?.id).toBe("r9");
  });

  test("over a colleague's version only my own cells go, and only when I say so", async () => {
    const store = patientStore();
    type(store, 0, "HGB", "11.9");
    const theirs = {
      ...report("r1", "2026-04-01", [
        ["WBC", "4.9", "10*9/L"],
        ["HGB", "12.4", "g/dL"],
      ]),
      version: 2,
    };
    const conflict = { error: { code: "conflict", message: "Changed.", current: theirs }, requestId: "q" };
    fetched.mockImplementationOnce(async () => answer(409, conflict));
    await saveRows(store, TYPING_ERROR, WAY);
    expect(store.activityOf("r1").theirs?.version).toBe(2);
    await saveRows(store, TYPING_ERROR, WAY);
    expect(fetched).toHaveBeenCalledTimes(1);
    fetched.mockImplementationOnce(async () => answer(200, { ...theirs, version: 3 }));
    const row = store.rowAt(0);
    if (row) await saveOverTheirs(store, row, HB_ON_RECORD, TYPING_ERROR);
    expect(sent(1).headers.get("if-match")).toBe('"2"');
    expect(sent(1).body.results.map(({ text }: { text: string }) => text)).toEqual(["4.9", "11.9"]);
    expect(store.activityOf("r1").theirs).toBeNull();
  });

  test("stopping keeps what is saved and sends no more", async () => {
    const store = wardStore();
    type(store, 0, "HGB", "9.8");
    type(store, 1, "HGB", "9.9");
    fetched.mockImplementation(async () => answer(201, made("r9", { HGB: "9.8" })));
    let asked = 0;
    const outcome = await saveRows(store, NO_REASON, { ...WAY, stopped: () => asked++ > 0 });
    expect([outcome.saved, fetched.mock.calls.length]).toEqual([1, 1]);
  });
});
