import type { Message } from "./message";
import { type RawLine, Segment } from "./segments";

/**
 * Fields a segment has at least when it is whole. OBX-11, the status, is required by the standard; the others
 * are the last field a laboratory result cannot do without.
 */
const LEAST_FIELDS: Readonly<Record<string, number>> = {
  MSH: 12,
  PID: 5,
  OBR: 4,
  OBX: 11,
  SPM: 4,
  NTE: 1,
  ORC: 1,
};

/**
 * Why a file counts as cut short, or null. It does where
 * - a batch (BHS, FHS) has no trailer, a trailer has no header, or a trailer's count is not the count found;
 * - a message ends before its first OBR, or says that it goes on in another (DSC) or continues one (ADD);
 * - the file has no line ending at its end, and the last order has no observation yet;
 * - the last segment has no line ending (`whyLastLineCut`), and is shorter than its kind must be, or shorter than
 *   every other of its kind in the message, or its last field is the beginning of what that field says elsewhere.
 * A cut exactly between two segments leaves no trace in an unwrapped message: the transport's length, and the
 * number of rows in the preview, are what shows it.
 */
export function whyCutShort(
  messages: readonly Message[],
  lines: readonly RawLine[],
  ended: boolean,
): string | null {
  return whyBatchCut(messages, lines) ?? whyMessageCut(messages, ended);
}

function whyBatchCut(messages: readonly Message[], lines: readonly RawLine[]): string | null {
  const named = (name: string) => lines.filter(({ text }) => text.startsWith(name));
  for (const [header, trailer, what] of [
    ["FHS", "FTS", "file"],
    ["BHS", "BTS", "batch"],
  ] as const) {
    const opened = named(header).length;
    const closed = named(trailer).length;
    if (opened > closed) return `The ${what} has a header (${header}) and no trailer (${trailer}).`;
    if (closed > opened) return `The ${what} has a trailer (${trailer}) and no header (${header}).`;
  }
  const separators = messages[0]?.separators;
  if (!separators) return null;
  let inBatch = 0;
  let batches = 0;
  for (const raw of lines) {
    const name = raw.text.slice(0, 3);
    if (name === "BHS") inBatch = 0;
    if (name === "MSH") inBatch += 1;
    if (name !== "BTS" && name !== "FTS") continue;
    const counted = name === "BTS" ? inBatch : batches;
    const declared = new Segment(raw, separators).component(1, 1);
    if (name === "BTS") batches += 1;
    // A file without batches counts whatever its sender counts.
    if (name === "FTS" && batches === 0) continue;
    if (/^\d+$/.test(declared) && Number(declared) !== counted) {
      return `Line ${raw.line}: ${name} announces ${declared}, and ${counted} are there.`;
    }
  }
  return null;
}

function whyMessageCut(messages: readonly Message[], ended: boolean): string | null {
  for (const [index, { header, lines }] of messages.entries()) {
    const continued = lines.find(({ text }) => text.startsWith("DSC") || text.startsWith("ADD"));
    if (continued) return `Line ${continued.line}: the message is continued in another, which is not here.`;
    if (!lines.some(({ text }) => text.startsWith("OBR"))) {
      return `The message on line ${header.line} ends before its first order (OBR).`;
    }
    const last = lines.findLast(({ text }) => text.startsWith("OBR") || text.startsWith("OBX"));
    if (!ended && index === messages.length - 1 && last?.text.startsWith("OBR")) {
      return `The last order, on line ${last.line}, has no observation, and the file has no end.`;
    }
  }
  return null;
}

/** Asked before anything else: a header cut short has no type to complain about. */
export function whyLastLineCut(messages: readonly Message[], lines: readonly RawLine[]): string | null {
  const message = messages.at(-1);
  const raw = lines.at(-1);
  if (!message || !raw || raw.text.slice(0, 3) === "BTS" || raw.text.slice(0, 3) === "FTS") return null;
  const last = new Segment(raw, message.separators);
  const cut = `Line ${raw.line} has no end and is not whole`;
  if (last.fieldCount < (LEAST_FIELDS[last.name] ?? 1)) return `${cut}: ${last.name} is too short.`;
  const siblings = message.lines
    .filter((other) => other !== raw && other.text.startsWith(last.name))
    .map((other) => new Segment(other, message.separators));
  if (siblings.length > 0 && siblings.every(({ fieldCount }) => fieldCount > last.fieldCount)) {
    return `${cut}: every other ${last.name} is longer.`;
  }
  return beginsLikeSiblings(last, siblings) ? `${cut}: its last field breaks off.` : null;
}

function beginsLikeSiblings(last: Segment, siblings: readonly Segment[]): boolean {
  const ending = last.whole(last.fieldCount);
  return (
    siblings.length > 0 &&
    siblings.every((sibling) => {
      const other = sibling.whole(last.fieldCount);
      return other.length > ending.length && other.startsWith(ending);
    })
  );
}
