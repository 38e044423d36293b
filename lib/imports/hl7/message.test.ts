import { describe, expect, test } from "vitest";
import { HEADER, message, ORDER, observation, PATIENT } from "../fixtures/build-message";
import { readFile, tryFile } from "../fixtures/read-file";

const bytes = (text: string) => new TextEncoder().encode(text);
const whole = message({
  observations: [observation(), observation({ test: "777-3^Plt^LN", unit: "G/L", text: "150" })],
});
const refusal = (file: string | Uint8Array) => tryFile(file).refusal?.code ?? null;

describe("a file of the wrong kind is refused by what it looks like", () => {
  test.each([
    ["<!DOCTYPE html><html></html>", "HTML"],
    ['  {"resourceType":"Bundle"}', "JSON"],
    ["%PDF-1.7 …", "PDF"],
    ["PK\u0003\u0004…", "ZIP"],
    ["<ClinicalDocument xmlns='x'>", "XML"],
    ["{\\rtf1 text}", "RTF"],
    [`${whole}\u0000`, "binary"],
  ])("%s", (text, kind) => {
    const reading = tryFile(text);
    expect(reading.refusal).toMatchObject({ code: "wrong-kind", message: expect.stringContaining(kind) });
  });

  test("UTF-16, a table and prose are not HL7 either", () => {
    expect(refusal(new Uint8Array([0xff, 0xfe, 0x4d, 0x00]))).toBe("wrong-kind");
    expect(refusal("patient;date;WBC\nA;1;2\n")).toBe("wrong-kind");
    expect(refusal("Dear colleague,\n")).toBe("wrong-kind");
  });
});

test("nothing, and nothing but blanks, is empty", () => {
  for (const text of ["", "\n\r\n", "\uFEFF"]) expect(refusal(text), JSON.stringify(text)).toBe("empty");
});

test("segments without a header, and a header that cannot be used, are refused", () => {
  expect(refusal(`${PATIENT}\r${ORDER}\r`)).toBe("no-header");
  expect(refusal("BHS|^~\\&\rBTS|0\r")).toBe("no-header");
  expect(refusal(whole.replace("^~\\&", "^^^^"))).toBe("header-unreadable");
});

test("messages that are not results are refused, by name, also among others", () => {
  for (const type of ["ADT^A01", "ORU^R30", "ORU", ""]) {
    const { refusal: found } = tryFile(whole.replace("ORU^R01^ORU_R01", type));
    expect(found, type).toMatchObject({ code: "message-type", message: expect.stringContaining(type) });
  }
  expect(refusal(whole + whole.replace("ORU^R01^ORU_R01", "ADT^A08"))).toBe("message-type");
});

test("a line that is no segment is refused with its number, because a value may hide in it", () => {
  expect(tryFile(whole.replace("OBX|1|NM|777", "obx|1|NM|777")).refusal).toEqual({
    code: "unreadable-line",
    message: "Line 5 is not an HL7 segment.",
  });
  expect(refusal(whole.replace("OBX|1|NM|777", "OBX^1|NM|777"))).toBe("unreadable-line");
});

describe("a body cut short is refused", () => {
  test.each([
    ["inside the header", HEADER.slice(0, 40)],
    ["before the first order", `${HEADER}\r${PATIENT}\r`],
    ["inside the order, before any observation", `${HEADER}\r${PATIENT}\r${ORDER.slice(0, -4)}`],
    ["inside a segment's name", `${whole}OB`],
    ["inside an observation's value", `${whole}OBX|3|NM|6690-2^WBC^LN||48`],
    ["inside an observation's status", `${whole}OBX|3|NM|6690-2^WBC^LN||4.8|G/L|4-10|N||`],
    ["before what every other observation has", whole.slice(0, -5)],
    [
      "inside the last field",
      `${whole.replaceAll("|F|||", "|F|||20260331")}${observation({ collected: "2026" })}`,
    ],
    ["inside a batch", `FHS|^~\\&\rBHS|^~\\&\r${whole}BTS|1\r`],
    ["between two messages of a batch", `BHS|^~\\&\r${whole}BTS|2\r`],
    ["between two batches", `FHS|^~\\&\rBHS|^~\\&\r${whole}BTS|1\rFTS|2\r`],
    ["at its beginning", `${whole}BTS|1\r`],
    ["into several messages", `${whole}DSC|more|F\r`],
    ["inside a transmission frame", `\u000b${whole}`],
  ])("%s", (_where, text) => {
    expect(refusal(text)).toBe("truncated");
  });

  test("inside a character", () => {
    const name = bytes(message({ patient: PATIENT.replace("Mona", "Møna"), observations: [observation()] }));
    expect(refusal(name.subarray(0, name.indexOf(0xc3) + 1))).toBe("truncated");
  });
});

describe("a whole file is read", () => {
  test.each([
    ["with carriage returns", whole],
    ["with line feeds", whole.replaceAll("\r", "\n")],
    ["with both", whole.replaceAll("\r", "\r\n")],
    ["without a last line ending", whole.slice(0, -1)],
    ["with a byte order mark", `\uFEFF${whole}`],
    ["with blank lines", `\r\n${whole.replaceAll("\r", "\r\n\r\n")}`],
    ["in a transmission frame", `\u000b${whole}\u001c\r`],
    ["in a batch", `FHS|^~\\&\rBHS|^~\\&\r${whole}BTS|1\rFTS|1\r`],
    ["in a batch without counts", `BHS|^~\\&\r${whole}BTS\r`],
  ])("%s", (_how, text) => {
    expect(readFile(text).rows.map(({ analyte, value }) => [analyte, value])).toEqual([
      ["HGB", 12.5],
      ["PLT", 150],
    ]);
  });

  test("several messages are told apart by their number", () => {
    expect(readFile(whole + whole).rows.map(({ at }) => at)).toEqual([
      "MSG[1]/OBX[1]",
      "MSG[1]/OBX[2]",
      "MSG[2]/OBX[1]",
      "MSG[2]/OBX[2]",
    ]);
  });
});

describe("characters", () => {
  const named = (characterSet: string) =>
    Uint8Array.from(
      message({
        header: `${HEADER}||||||${characterSet}`,
        patient: PATIENT.replace("Mona", "Møna"),
        observations: [observation()],
      }),
      (character) => character.charCodeAt(0),
    );

  test("bytes that are not UTF-8 are refused where the header does not name them", () => {
    expect(refusal(named(""))).toBe("encoding");
    expect(refusal(named("UNICODE UTF-8"))).toBe("encoding");
    expect(refusal(named("8859/15"))).toBe("encoding");
  });

  test("ISO 8859-1 is read where the header names it", () => {
    for (const name of ["8859/1", "ISO8859-1"])
      expect(readFile(named(name)).patients[0]?.givenName).toBe("Møna");
  });

  test("text that is UTF-8 is read so, whatever the header says", () => {
    const text = message({
      header: `${HEADER}||||||8859/1`,
      patient: PATIENT.replace("Mona", "Møna"),
      observations: [observation()],
    });
    expect(readFile(text).patients[0]?.givenName).toBe("Møna");
  });
});

describe("limits", () => {
  test("a file over 25 MB is refused unread", () => {
    expect(refusal(new Uint8Array(25 * 1024 * 1024 + 1))).toBe("too-large");
  });

  test("a field over 64 KB is refused, one of 64 KB is not", () => {
    const comment = (length: number) =>
      message({ observations: [observation({ type: "TX", test: "1-8", text: "x".repeat(length) })] });
    expect(refusal(comment(65_537))).toBe("field-too-long");
    expect(refusal(comment(65_536))).toBeNull();
    expect(refusal(comment(1).replace("|x|", `|${"µ".repeat(32_769)}|`))).toBe("field-too-long");
  });

  const line = "OBX|1|NM|718-7^^LN||12.5|g/dL|||||F";

  test("200,000 rows are read", { timeout: 60_000 }, () => {
    expect(readFile(message({ observations: Array(200_000).fill(line) })).rows).toHaveLength(200_000);
  });

  test("more rows than that are refused before any is read, repetitions counted", { timeout: 60_000 }, () => {
    expect(refusal(message({ observations: Array(200_001).fill(line) }))).toBe("too-many-rows");
    const repeated = observation({ text: "1~".repeat(10_001) });
    expect(refusal(message({ observations: Array(20).fill(repeated) }))).toBe("too-many-rows");
  });

  test("a file without any observation is refused", () => {
    expect(refusal(message({ observations: [], after: ["NTE|1||nothing"] }))).toBe("no-results");
  });
});
