import { describe, expect, test } from "vitest";
import { message, observation } from "./fixtures/build-message";
import { RECEIVED } from "./fixtures/read-file";
import { fileHead } from "./recognise-kind";
import {
  formatOfMediaType,
  IMPORT_FORMATS,
  IMPORT_MEDIA_TYPES,
  isImportFormatId,
  recogniseFormat,
} from "./registry";

const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(Object.entries(IMPORT_FORMATS))("the format %s", (id, format) => {
  test("is registered under its own name, with a label and a media type", () => {
    expect(format.id).toBe(id);
    expect(format.label).not.toBe("");
    expect(format.mediaTypes.length).toBeGreaterThan(0);
    for (const type of format.mediaTypes) {
      expect(type).toMatch(/^[a-z-]+\/[a-z0-9.+-]+$/);
      expect(formatOfMediaType(`${type.toUpperCase()}; charset=utf-8`)).toBe(id);
    }
  });

  test("recognises no foreign file, and refuses each without throwing", async () => {
    for (const text of ["", "%PDF-1.4", "<html>", "\u0000\u0001", "PK\u0003\u0004", "\uFFFD"]) {
      expect(format.recognises(fileHead(bytes(text))), text).toBe(false);
      const reading = await format.read({
        bytes: bytes(text),
        timeZone: "Europe/Berlin",
        received: RECEIVED,
        answers: {},
      });
      expect(reading.refusal, text).not.toBeNull();
    }
  });

  test("refuses a file over the limit", async () => {
    const large = new Uint8Array(25 * 1024 * 1024 + 1).fill(0x41);
    const reading = await format.read({
      bytes: large,
      timeZone: "Europe/Berlin",
      received: RECEIVED,
      answers: {},
    });
    expect(reading.refusal?.code).toBe("too-large");
  });
});

test("a file is recognised by its beginning, behind a byte order mark, a frame or a batch header", () => {
  const text = message({ observations: [observation()] });
  for (const file of [text, `\uFEFF${text}`, `\u000b${text}\u001c\r`, `FHS|^~\\&\r${text}`]) {
    expect(recogniseFormat(bytes(file))).toBe("hl7-oru");
  }
  for (const table of [
    "mrn,date,WBC\n",
    "MRN;Date;Test;Result\n",
    "From Elm Hospital\n\nmrn\tdate\tHb (g/dL)\n",
  ]) {
    expect(recogniseFormat(bytes(table))).toBe("csv");
    expect(recogniseFormat(bytes(`\uFEFF${table}X1`))).toBe("csv");
  }
  expect(recogniseFormat(bytes('\uFEFF {"resourceType" : "Bundle"}'))).toBe("fhir");
  expect(recogniseFormat(bytes('{"name":"package"}'))).toBeNull();
  expect(recogniseFormat(bytes("Dear colleague, thank you for the values.\n"))).toBeNull();
});

test("only registered names are formats", () => {
  expect(["hl7-oru", "fhir", "csv", "constructor", "csv2"].map(isImportFormatId)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("no two formats claim one media type", () => {
  expect(new Set(IMPORT_MEDIA_TYPES).size).toBe(IMPORT_MEDIA_TYPES.length);
});
