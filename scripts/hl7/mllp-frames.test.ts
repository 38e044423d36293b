import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FrameReader, frame } from "./mllp-frames";

const LIMIT = 1000;

/** What a stream of these bytes holds, read in packets of these sizes (the last one over and over). */
function read(stream: Uint8Array, packets: readonly number[] = [stream.length], limit = LIMIT) {
  const reader = new FrameReader(limit);
  const found: { text: string; tooLarge: boolean }[] = [];
  let at = 0;
  for (let n = 0; at < stream.length; n += 1) {
    const size = Math.max(1, packets[Math.min(n, packets.length - 1)] ?? 1);
    for (const one of reader.read(Buffer.from(stream.subarray(at, at + size)))) {
      found.push({ text: one.message.toString("latin1"), tooLarge: one.tooLarge });
    }
    at += size;
  }
  return { found, unfinished: reader.unfinished };
}
const texts = (stream: string, packets?: readonly number[]) =>
  read(Buffer.from(stream, "latin1"), packets).found.map(({ text }) => text);

/** Any bytes but the beginning of a frame, and its end. */
function sendable(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString("latin1").replaceAll("\x0b", "");
  return text.includes("\x1c") ? text.replaceAll("\r", "") : text;
}

test("messages come out as they went in, however the stream is cut into packets", () => {
  const messages = fc.array(
    fc.array(fc.oneof(fc.constantFrom(0x0b, 0x0d, 0x1c), fc.nat(255)), { maxLength: 40 }).map(sendable),
    { maxLength: 6 },
  );
  const packets = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(messages, packets, (sent, sizes) => {
      const stream = Buffer.concat(sent.map((text) => frame(Buffer.from(text, "latin1"))));
      expect(read(stream, sizes)).toEqual({
        found: sent.map((text) => ({ text, tooLarge: false })),
        unfinished: false,
      });
    }),
  );
});

describe("what is no frame", () => {
  test("before, between and after frames is skipped", () => {
    expect(texts("noise\r\n\x0bone\x1c\r\r\nnoise\x0btwo\x1c\rmore")).toEqual(["one", "two"]);
  });

  test("is an end without its return: it belongs to the message", () => {
    expect(texts("\x0ba\x1cb\x1c\x1c\r", [1])).toEqual(["a\x1cb\x1c"]);
  });

  test("is a message cut off by the beginning of the next", () => {
    expect(texts("\x0bcut \x0bwhole\x1c\r", [1])).toEqual(["whole"]);
  });

  test("is a message whose end has not come", () => {
    expect(read(Buffer.from("\x0bone\x1c\r\x0btwo\x1c"))).toEqual({
      found: [{ text: "one", tooLarge: false }],
      unfinished: true,
    });
  });
});

test("a message over the limit is walked to its end without being kept, and the next one is read", () => {
  const long = `MSH|${"x".repeat(9_000)}`;
  const stream = Buffer.from(`\x0b${long}\x1c\r\x0b${"y".repeat(LIMIT)}\x1c\r`);
  for (const packet of [1, 700, stream.length]) {
    const [first, second] = read(stream, [packet]).found;
    expect(first?.tooLarge).toBe(true);
    expect(first?.text.length).toBeLessThanOrEqual(4096);
    expect(first?.text.startsWith("MSH|x")).toBe(true);
    expect(second).toEqual({ text: "y".repeat(LIMIT), tooLarge: false });
  }
});
