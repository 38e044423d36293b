import { describe, expect, test } from "vitest";
import { draftBody, NO_DRAFT } from "@/lib/contract/draft";
import { HB_ON_RECORD, OTHER, PATIENT, patientStore, report, TODAY } from "../fixtures/invented-grid";
import { choose, chooseUnit, commit, confirm, open } from "../grid-acts";
import { draftOf, openedGrid } from "./grid-draft";

const PLACE = {
  specimen: "blood" as const,
  sheets: [{ patient: PATIENT, reports: [HB_ON_RECORD] }],
  usualDate: "",
  oneEach: false,
};

function typedStore() {
  const store = patientStore();
  const type = (row: number, field: "WBC" | "HGB", text: string) => {
    choose(store, { row, column: store.columns.indexOf(field) });
    open(store, "");
    commit(store, text);
  };
  type(0, "HGB", "11.9");
  type(1, "WBC", "0.08");
  confirm(store);
  chooseUnit(store, "HGB", "g/L");
  return store;
}

describe("a draft", () => {
  test("brings every typed cell back as it was: text, confirmation, units of columns, reason", () => {
    const store = typedStore();
    const kept = draftOf(store.content, { reason: "typing-error", note: "as the paper says" });
    const read = draftBody.parse(JSON.parse(JSON.stringify(kept)));
    const { content, lost, overtaken } = openedGrid(PLACE, read);
    expect(content.units).toEqual({ HGB: "g/L" });
    expect(content.rows.map(({ id, cells }) => [id, cells])).toEqual(
      store.content.rows
        .filter(({ cells }) => Object.keys(cells).length > 0)
        .map(({ id, cells }) => [id, cells]),
    );
    expect([lost, overtaken, read.reason, read.note]).toEqual([[], [], "typing-error", "as the paper says"]);
    expect(content.rows[1]?.cells.WBC).toMatchObject({ text: "0.08", confirmed: true });
  });

  test("holds what stands in the open cell, left or not", () => {
    const store = patientStore();
    const body = draftOf(
      store.content,
      { reason: "", note: "" },
      { rowId: "new-1", field: "HGB", text: "11." },
    );
    expect(body.rows).toMatchObject([{ id: "new-1", base: null, cells: { HGB: "11." } }]);
  });

  test("over a version that is no longer the newest names its own, and theirs is beside it", () => {
    const kept = draftOf(typedStore().content, { reason: "", note: "" });
    const theirs = { ...HB_ON_RECORD, version: 2 };
    const { content, overtaken } = openedGrid(
      { ...PLACE, sheets: [{ patient: PATIENT, reports: [theirs] }] },
      kept,
    );
    expect(overtaken).toEqual([{ rowId: "r1", theirs }]);
    expect(content.rows[0]).toMatchObject({ stale: true, report: { version: 1 } });
  });

  test("of a report that is gone, or of a patient who is not here, is shown and not dropped", () => {
    const kept = draftOf(typedStore().content, { reason: "", note: "" });
    const { lost } = openedGrid({ ...PLACE, sheets: [{ patient: OTHER, reports: [] }] }, kept);
    expect(lost.map(({ id }) => id)).toEqual(["r1", "new-1"]);
  });
});

describe("a grid as it opens", () => {
  test("shows reports in the order of their collection, none that is withdrawn or of another specimen", () => {
    const reports = [
      report("late", "2026-04-05", []),
      report("early", "2026-04-01", []),
      { ...report("gone", "2026-04-02", []), status: "entered-in-error" as const },
      { ...report("marrow", "2026-04-03", []), specimen: "marrow" as const },
    ];
    const { content } = openedGrid({ ...PLACE, sheets: [{ patient: PATIENT, reports }] }, NO_DRAFT);
    expect(content.rows.map(({ id }) => id)).toEqual(["early", "late"]);
  });

  test("leaves a report with two values for one analyte to its own page: a grid would lose one", () => {
    const twice = report("twice", "2026-04-01", [
      ["HGB", "12", "g/dL"],
      ["HGB", "11", "g/dL"],
    ]);
    const { content } = openedGrid({ ...PLACE, sheets: [{ patient: PATIENT, reports: [twice] }] }, NO_DRAFT);
    expect(content.rows).toEqual([]);
  });

  test("gives every patient of the ward a row for today, and the draft's own instead where there is one", () => {
    const sheets = [
      { patient: PATIENT, reports: [] },
      { patient: OTHER, reports: [] },
    ];
    const row = { id: "new-7", patientId: OTHER.id, base: null, key: null, cells: { WBC: "1.2" } };
    const { content } = openedGrid(
      { ...PLACE, sheets, usualDate: TODAY, oneEach: true },
      { ...NO_DRAFT, rows: [row] },
    );
    expect(content.rows.map(({ id, patientId, usualDate }) => [id, patientId, usualDate])).toEqual([
      ["of-p1", "p1", TODAY],
      ["new-7", "p2", TODAY],
    ]);
  });
});

test("five hundred rows of twenty values fit into a draft", () => {
  const cells = Object.fromEntries(
    ["WBC", "RBC", "HGB", "HCT", "MCV", "MCH", "MCHC", "RDW", "PLT", "MPV", "NEUT_PCT", "BAND_PCT"]
      .concat(["LYMPH_PCT", "MONO_PCT", "EOS_PCT", "BASO_PCT", "BLAST_PCT", "ANC", "NRBC", "RETIC"])
      .map((code) => [code, "12.4"]),
  );
  const rows = Array.from({ length: 500 }, (_, at) => ({
    id: `new-${at}`,
    patientId: "018f4e2a-7c3b-7d11-9e5f-0a1b2c3d4e5f",
    base: null,
    key: null,
    cells: { date: "2026-04-01", time: "08:30", ...cells },
  }));
  expect(JSON.stringify(draftBody.parse({ ...NO_DRAFT, rows })).length).toBeLessThan(256 * 1024);
});
