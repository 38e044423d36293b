import type { FileHead } from "./import-format";

const HEAD_BYTES = 4096;

/** The beginning of a file as bytes and as text, for `recognises`. */
export function fileHead(bytes: Uint8Array): FileHead {
  const head = bytes.subarray(0, HEAD_BYTES);
  return { bytes: head, text: new TextDecoder("utf-8").decode(head).trimStart() };
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** First match wins, so the more specific stands first. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46], "a PDF document"],
  [[0x50, 0x4b, 0x03, 0x04], "a ZIP container (an Excel or Word file, perhaps)"],
  [[0x50, 0x4b, 0x05, 0x06], "an empty ZIP container"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Excel or Word file"],
  [[0x1f, 0x8b], "a gzip archive"],
  [[0x89, 0x50, 0x4e, 0x47], "a PNG picture"],
  [[0xff, 0xd8, 0xff], "a JPEG picture"],
  [[0x49, 0x49, 0x2a, 0x00], "a TIFF picture"],
  [[0x4d, 0x4d, 0x00, 0x2a], "a TIFF picture"],
  [[0xff, 0xfe], "UTF-16 text"],
  [[0xfe, 0xff], "UTF-16 text"],
];

const TEXT_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^(<!doctype html|<html|<head|<body)/i, "an HTML page"],
  [/^<\?xml|^<[a-z][\w:.-]*[\s/>]/i, "an XML document"],
  [/^\{\\rtf/, "an RTF document"],
  [/^[{[]/, "JSON"],
  [/^%!PS/, "a PostScript document"],
];

/** What a file that is not tabular or HL7 text looks like, in words; null where it may be text of ours. */
export function foreignKind(bytes: Uint8Array): string | null {
  const signature = SIGNATURES.find(([start]) => startsWith(bytes, start));
  if (signature) return signature[1];
  const head = fileHead(bytes);
  const shape = TEXT_SHAPES.find(([pattern]) => pattern.test(head.text));
  if (shape) return shape[1];
  return bytes.includes(0) ? "a binary file" : null;
}
