import { describe, expect, test } from "vitest";
import { compareReport } from "../compare";
import { HEADER, message, observation, order } from "../fixtures/build-message";
import { readFile, readObservations } from "../fixtures/read-file";

describe("comments", () => {
  const { rows, reports } = readObservations(
    "NTE|1|L|About the whole order",
    observation(),
    "NTE|1|L|Sample haemolysed:",
    "NTE|2|L|repeat advised.~Called to ward.",
    "NTE|3|L|",
    observation({ test: "777-3^p^LN", unit: "G/L", text: "150" }),
  );

  test("under a value are notes of its row, put together again", () => {
    expect(rows[0]?.notes).toEqual([
      { code: "comment", message: "Sample haemolysed:\nrepeat advised.\nCalled to ward." },
    ]);
    expect(rows[1]?.notes).toEqual([]);
  });

  test("under an order are notes of the report, once", () => {
    expect(reports[0]?.notes).toEqual([{ code: "comment", message: "About the whole order" }]);
  });

  test("about the patient belong to no result", () => {
    const { reports: found } = readFile(
      message({ order: `NTE|1||Prefers mornings\r${order()}`, observations: [observation()] }),
    );
    expect(found[0]?.notes).toEqual([]);
  });
});

test.each(["2.3", "2.3.1", "2.4", "2.5", "2.5.1"])("version %s is read", (version) => {
  const header = HEADER.replace("2.5.1", version).replace("ORU^R01^ORU_R01", "ORU^R01");
  expect(readFile(message({ header, observations: [observation()] })).rows[0]).toMatchObject({ value: 12.5 });
});

describe("the specimen", () => {
  const counted = (request: string, after: string[] = []) =>
    readFile(
      message({
        order: request,
        observations: [observation({ test: "709-6^Blasts^LN", unit: "%", text: "3" })],
        after,
      }),
    ).reports[0]?.specimen;
  const withSource = (source: string) =>
    order("F-9", "202603310830", "F", "X")
      .split("|")
      .map((field, at) => (at === 15 ? source : field))
      .join("|");

  test("is OBR-15 in the older versions, SPM-4 in the newer, and SPM-4 where they differ", () => {
    expect(counted(withSource("BMAR^Bone marrow"))).toBe("marrow");
    expect(counted(withSource("BLDV&Blood venous&HL70070"))).toBe("blood");
    expect(counted(order("F-9", "202603310830", "F", "X"), ["SPM|1|||CSF^Cerebrospinal fluid^HL70487"])).toBe(
      "csf",
    );
    expect(counted(withSource("BLD"), ["SPM|1|||BMAR^Marrow^HL70487"])).toBe("marrow");
  });
});

describe("LOINC", () => {
  test.each(["718-7^Hb^LN^HB^Hb^99ELM", "HB^Hb^99ELM^718-7^Hb^LN", "HB^Hb^99ELM^X^Y^99OLD^^^^718-7^Hb^LN"])(
    "is found in any triplet: %s",
    (named) => {
      expect(readObservations(observation({ test: named })).rows[0]).toMatchObject({ analyte: "HGB" });
    },
  );
});

describe("values by their type", () => {
  test.each([
    ["NM", "12.5", "12.5", 12.5],
    ["SN", ">^100", ">100", null],
    ["SN", "<=^12", "<=12", 12],
    ["SN", "=^12.5", "12.5", 12.5],
    ["ST", "12.5", "12.5", 12.5],
    ["TX", "12.5", "12.5", 12.5],
    ["CE", "260385009^Negative^SCT", "Negative", null],
    ["CWE", "1^Two^L^^^^^^As written", "As written", null],
  ] as const)("%s %s", (type, text, read, value) => {
    const { rows } = readObservations(observation({ type, text, test: "718-7^Hb^LN" }));
    expect(rows[0]).toMatchObject({ text: read });
    expect(rows[0]?.outcome === "value" ? (rows[0]?.value ?? null) : null).toBe(value);
  });
});

describe("the course of one result", () => {
  const sent = (status: string, orderStatus: string, text: string) => {
    const [report] = readFile(
      message({
        order: order("F-9", "202603310830", orderStatus),
        observations: [
          observation({ status, text }),
          observation({ test: "777-3^p^LN", unit: "G/L", text: "9" }),
        ],
      }),
    ).reports;
    if (!report) throw new Error("There is a report.");
    return report;
  };
  const preliminary = sent("P", "P", "12.1");
  const final = sent("F", "F", "12.5");
  const corrected = sent("C", "C", "12.9");

  test("preliminary, then final, then corrected: each is the next version, and an older one comes too late", () => {
    expect(compareReport(preliminary, []).outcome).toBe("new");
    expect(compareReport(final, [preliminary]).outcome).toBe("changed");
    expect(compareReport(corrected, [final, preliminary]).outcome).toBe("changed");
    expect(compareReport(preliminary, [final]).problem).toMatchObject({ code: "stale" });
    expect(compareReport(final, [corrected, final, preliminary]).outcome).toBe("same");
  });

  test.each([
    ["D", "entered-in-error"],
    ["W", "entered-in-error"],
    ["X", "cancelled"],
    ["N", "cancelled"],
    ["O", "cancelled"],
    ["P", "not-final"],
    ["I", "not-final"],
    ["R", "not-final"],
    ["S", "not-final"],
  ])("a number with status %j beside a final one is kept and not used: %s", (status, code) => {
    const { rows, reports } = readObservations(
      observation({ status }),
      observation({ test: "777-3^p^LN", unit: "G/L", text: "150" }),
    );
    expect(rows[0]).toMatchObject({ outcome: "set-aside", code });
    expect(reports[0]?.results[0]).toMatchObject({ text: "12.5", setAside: expect.any(String) });
  });

  test.each(["F", "C", "A", "B", "V", "U"])("a number with status %j stands", (status) => {
    expect(readObservations(observation({ status })).rows[0]).toMatchObject({
      outcome: "value",
      value: 12.5,
    });
  });
});

describe("when it was collected", () => {
  test("without a zone is a time at the site; with one, what the site's clocks showed", () => {
    const at = (collected: string) =>
      readFile(message({ order: order("F-9", collected), observations: [observation()] })).reports[0]
        ?.collected;
    expect(at("202603310830")).toEqual({ date: "2026-03-31", minute: 510 });
    expect(at("20260331083000-0500")).toEqual({ date: "2026-03-31", minute: 930 });
    expect(at("20260331233000-0500")).toEqual({ date: "2026-04-01", minute: 390 });
  });
});
