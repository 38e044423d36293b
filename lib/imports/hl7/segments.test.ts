import { describe, expect, test } from "vitest";
import { decodeEscapes, readSeparators, Segment, splitLines } from "./segments";

const usual = readSeparators("MSH|^~\\&|LAB");
if (!usual) throw new Error("the usual separators are readable");

describe("separators", () => {
  test("are taken from the header, whatever they are", () => {
    const separators = readSeparators("MSH$%*!@$LAB");
    expect(separators).toMatchObject({
      fieldSeparator: "$",
      componentSeparator: "%",
      repetitionSeparator: "*",
      escapeCharacter: "!",
      subcomponentSeparator: "@",
    });
  });

  test("the truncation character of v2.7 is allowed", () => {
    expect(readSeparators("MSH|^~\\&#|LAB")).not.toBeNull();
  });

  test("letters, doubles and a missing MSH-2 are refused, because they cannot be told from text", () => {
    for (const header of [
      "MSHa^~\\&a",
      "MSH|^^\\&|",
      "MSH||LAB",
      "MSH",
      "MSH|ABCD|",
      "MSH|^~\\&#?|",
      "MSH|^ \\&|",
    ]) {
      expect(readSeparators(header), header).toBeNull();
    }
  });

  test("a header that declares only the component separator splits on nothing else", () => {
    const separators = readSeparators("MSH|^|LAB");
    if (!separators) throw new Error("readable");
    const segment = new Segment({ text: "OBX|1|ST|A^B||x~y\\S\\z&w", line: 1 }, separators);
    expect(segment.component(3, 2)).toBe("B");
    expect(segment.repetitions(5)).toBe(1);
    expect(segment.component(5, 1)).toBe("x~y\\S\\z&w");
  });
});

describe("escapes", () => {
  test.each([
    ["a\\F\\b", "a|b"],
    ["10\\S\\3/uL", "10^3/uL"],
    ["a\\T\\b", "a&b"],
    ["a\\R\\b", "a~b"],
    ["a\\E\\b", "a\\b"],
    ["one\\.br\\two", "one\ntwo"],
    ["\\H\\bold\\N\\", "bold"],
    ["\\XC2B5\\L", "µL"],
    ["keep \\Zlocal\\ this", "keep \\Zlocal\\ this"],
    ["open \\ended", "open \\ended"],
    ["C:\\temp\\S\\x", "C:\\temp^x"],
    ["\\constructor\\", "\\constructor\\"],
  ])("%s is read as %s", (sent, read) => {
    expect(decodeEscapes(sent, usual)).toBe(read);
  });

  test("an escaped separator does not split", () => {
    const segment = new Segment({ text: "OBX|1|NM|X^Y^LN||5|10\\S\\3/uL^thousand", line: 1 }, usual);
    expect(segment.component(6, 1)).toBe("10^3/uL");
  });
});

describe("lines", () => {
  test.each(["\r", "\n", "\r\n"])("end with any line ending (%j) and keep their number", (ending) => {
    const lines = splitLines(["MSH|a", "", "PID|b", "OBX|c", ""].join(ending));
    expect(lines).toEqual([
      { text: "MSH|a", line: 1 },
      { text: "PID|b", line: 3 },
      { text: "OBX|c", line: 4 },
    ]);
  });

  test("a line feed inside a field is text where segments end with carriage returns", () => {
    const lines = splitLines("MSH|a\rOBX|1|TX|X||first\nsecond\rOBX|2\nOBX|3\r");
    expect(lines).toEqual([
      { text: "MSH|a", line: 1 },
      { text: "OBX|1|TX|X||first\nsecond", line: 2 },
      { text: "OBX|2", line: 4 },
      { text: "OBX|3", line: 5 },
    ]);
  });
});

describe("fields", () => {
  test("absent fields, components and repetitions are empty, never an error", () => {
    const segment = new Segment({ text: "OBX|1", line: 1 }, usual);
    expect(segment.component(5, 1)).toBe("");
    expect(segment.component(5, 9, 4)).toBe("");
    expect(segment.repetitions(5)).toBe(0);
    expect(segment.whole(30)).toBe("");
  });

  test('the explicit null "" is no text', () => {
    expect(new Segment({ text: 'OBX|1|NM|X||""|""', line: 1 }, usual).component(6, 1)).toBe("");
  });

  test("MSH fields are counted as the standard counts them", () => {
    const header = new Segment({ text: "MSH|^~\\&|A|B|C|D|E|F|ORU^R01|1|P|2.5.1", line: 1 }, usual);
    expect(header.component(9, 2)).toBe("R01");
    expect(header.component(12, 1)).toBe("2.5.1");
    expect(header.fieldCount).toBe(12);
  });
});
