import type { Hl7Context } from "@medplum/core";
import { decodeLatin1, decodeUtf8, longerThan } from "../decode-text";
import { IMPORT_LIMITS, type ReadingRefused, refuse } from "../import-format";
import { looksLikeSegment, type RawLine, readSeparators, Segment, splitLines } from "./segments";
import { whyCutShort, whyLastLineCut } from "./truncation";

/** One message of a file, its segments still unread. */
export interface Message {
  readonly header: Segment;
  readonly separators: Hl7Context;
  /** After the header, in order. */
  readonly lines: readonly RawLine[];
}

export interface MessageFile {
  readonly messages: readonly Message[];
  /** Number of values: OBX segments, each repetition of OBX-5 counted. */
  readonly observations: number;
}

/** Batch and file segments: they wrap messages and belong to none. */
const ENVELOPE = new Set(["FHS", "BHS", "BTS", "FTS"]);

/** A file's messages, or why the file as a whole cannot be read. */
export function readMessages(bytes: Uint8Array): ReadingRefused | { refusal: null; file: MessageFile } {
  const decoded = decodeMessage(bytes);
  if (decoded === null) {
    return endsInsideCharacter(bytes)
      ? refuse("truncated", "The file ends in the middle of a character.")
      : refuse("encoding", "The text is not UTF-8, and MSH-18 does not name ISO 8859-1.");
  }
  const framed = withoutFrames(decoded);
  if (framed === null)
    return refuse("truncated", "The transmission frame is not closed: the end is missing.");
  const lines = splitLines(framed);
  if (lines.length === 0) return refuse("empty", "The file holds no text.");
  const ended = /[\r\n]\s*$/.test(framed.slice(-100));
  const messages = groupMessages(lines, ended);
  if ("refusal" in messages) return messages;
  const broken = ended ? null : whyLastLineCut(messages, lines);
  if (broken !== null) return refuse("truncated", broken);
  const foreign = whyForeign(messages);
  if (foreign !== null) return refuse("message-type", foreign);
  const cut = whyCutShort(messages, lines, ended);
  if (cut !== null) return refuse("truncated", cut);
  return withinLimits(messages);
}

/** UTF-8 where the bytes are UTF-8; ISO 8859-1 only where the header says so. */
function decodeMessage(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes);
  if (text !== null) return text;
  const latin = decodeLatin1(bytes);
  const line = /MSH[^A-Za-z0-9\r\n][^\r\n]*/.exec(latin)?.[0] ?? "";
  const characterSet = line.split(line.charAt(3))[17] ?? "";
  return /^(ISO[ -]?)?8859[/-]1(?!\d)/i.test(characterSet.trim()) ? latin : null;
}

const endsInsideCharacter = (bytes: Uint8Array): boolean =>
  [1, 2, 3].some((missing) => decodeUtf8(bytes.subarray(0, -missing)) !== null);

/** Minimal lower layer protocol frames (0x0B … 0x1C 0x0D) taken off; null where one is not closed. */
function withoutFrames(text: string): string | null {
  if (!text.startsWith("\x0b")) return text;
  const opened = text.split("\x0b").length;
  return opened === text.split("\x1c").length ? text.replaceAll("\x0b", "").replaceAll("\x1c", "") : null;
}

function groupMessages(lines: readonly RawLine[], ended: boolean): ReadingRefused | Message[] {
  const first = lines[0];
  if (!first || !looksLikeSegment(first.text)) {
    return refuse("wrong-kind", "This is not an HL7 message: it does not begin with a segment.");
  }
  const messages: { header: Segment; separators: Hl7Context; lines: RawLine[] }[] = [];
  for (const [index, raw] of lines.entries()) {
    const name = raw.text.slice(0, 3);
    if (!looksLikeSegment(raw.text)) {
      return index === lines.length - 1 && !ended
        ? refuse("truncated", `The file ends in the middle of line ${raw.line}.`)
        : refuse("unreadable-line", `Line ${raw.line} is not an HL7 segment.`);
    }
    if (ENVELOPE.has(name)) continue;
    if (name === "MSH") {
      const separators = readSeparators(raw.text);
      if (!separators)
        return refuse("header-unreadable", `Line ${raw.line}: MSH-1 and MSH-2 are not usable.`);
      messages.push({ header: new Segment(raw, separators), separators, lines: [] });
      continue;
    }
    const message = messages.at(-1);
    if (!message) return refuse("no-header", `Line ${raw.line}: ${name} comes before any MSH header.`);
    if (raw.text.length > 3 && raw.text.charAt(3) !== message.separators.fieldSeparator) {
      return refuse("unreadable-line", `Line ${raw.line} does not use the field separator of its header.`);
    }
    message.lines.push(raw);
  }
  return messages.length > 0 ? messages : refuse("no-header", "There is no MSH header in the file.");
}

function whyForeign(messages: readonly Message[]): string | null {
  for (const [index, { header }] of messages.entries()) {
    const type = header.component(9, 1);
    const trigger = header.component(9, 2);
    if (type === "ORU" && trigger === "R01") continue;
    const named = [type, trigger].filter((part) => part !== "").join("^") || "without a type";
    const which = messages.length > 1 ? `Message ${index + 1}` : "The message";
    return `${which} is ${named}; only results (ORU^R01) are read.`;
  }
  return null;
}

function withinLimits(messages: readonly Message[]): ReadingRefused | { refusal: null; file: MessageFile } {
  let observations = 0;
  for (const { lines, separators } of messages) {
    for (const { text, line } of lines) {
      if (text.startsWith("OBX")) observations += repetitionsOfValue(text, separators);
      // A segment within the limit cannot hold a field beyond it.
      if (!longerThan(text, IMPORT_LIMITS.fieldBytes)) continue;
      if (
        text.split(separators.fieldSeparator).some((field) => longerThan(field, IMPORT_LIMITS.fieldBytes))
      ) {
        return refuse("field-too-long", `A field on line ${line} is over 64 KB.`);
      }
    }
  }
  if (observations === 0) return refuse("no-results", "The file holds no observation (OBX).");
  if (observations > IMPORT_LIMITS.rows) {
    return refuse("too-many-rows", `The file holds ${observations} observations; at most 200,000 are read.`);
  }
  return { refusal: null, file: { messages, observations } };
}

function repetitionsOfValue(text: string, separators: Hl7Context): number {
  if (!text.includes(separators.repetitionSeparator)) return 1;
  return (text.split(separators.fieldSeparator, 6)[5] ?? "").split(separators.repetitionSeparator).length;
}
