import { describe, expect, test } from "vitest";
import { message, observation, order } from "./fixtures/build-message";
import { readFile, readObservations } from "./fixtures/read-file";

describe("status", () => {
  const statusOf = (orderCode: string, ...codes: string[]) =>
    readFile(
      message({
        order: order("F-9", "202603310830", orderCode),
        observations: codes.map((status, index) =>
          observation({
            status,
            test: `${["718-7", "777-3", "6690-2"][index]}^x^LN`,
            unit: ["g/dL", "G/L", "G/L"][index] ?? "",
          }),
        ),
      }),
    );

  test.each([
    ["F", ["F", "F"], "final"],
    ["P", ["F", "F"], "preliminary"],
    ["", ["P", "P"], "preliminary"],
    ["I", ["P"], "preliminary"],
    ["C", ["F", "F"], "corrected"],
    ["F", ["F", "C"], "corrected"],
    ["X", ["X", "X"], "cancelled"],
    ["F", ["W", "D"], "entered-in-error"],
    ["A", ["F"], "final"],
    ["", [""], "preliminary"],
  ] as const)("order %j with values %j is %s", (orderCode, codes, status) => {
    expect(statusOf(orderCode, ...codes).reports[0]?.status).toBe(status);
  });

  test("a preliminary value in a final report is kept and not used", () => {
    const { rows, reports } = statusOf("F", "F", "P");
    expect(rows.map(({ code }) => code)).toEqual([null, "not-final"]);
    expect(reports[0]?.results[1]).toMatchObject({
      analyte: "PLT",
      setAside: expect.stringContaining("preliminary"),
    });
  });

  test("a withdrawn value makes way for its replacement, and stays as unusable where there is none", () => {
    const replaced = readObservations(
      observation({ status: "W", text: "9.9" }),
      observation({ status: "C", text: "12.9" }),
    );
    expect(replaced.rows.map(({ code }) => code)).toEqual(["entered-in-error", null]);
    expect(replaced.reports[0]?.results.map(({ text }) => text)).toEqual(["12.9"]);
    const alone = statusOf("C", "F", "D");
    expect(alone.reports[0]?.results[1]?.setAside).toContain("withdrawn");
  });

  test("a number with the status “cannot be obtained” is no number to use", () => {
    expect(statusOf("F", "F", "X").rows[1]).toMatchObject({ code: "cancelled", outcome: "set-aside" });
  });

  test("a status sent without its value does not empty the value sent before", () => {
    const { rows, reports } = readObservations(
      observation({ status: "U", text: "" }),
      observation({ test: "777-3^p^LN", unit: "G/L" }),
    );
    expect(rows[0]).toMatchObject({ code: "status-only" });
    expect(reports[0]?.results.map(({ analyte }) => analyte)).toEqual(["PLT"]);
  });

  test("a report whose status nobody states is preliminary, and says so", () => {
    expect(statusOf("", "").reports[0]?.notes.map(({ code }) => code)).toEqual(["status-missing"]);
  });
});
