import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "./json-text";
import { JsonNumber, JsonObject, type JsonValue } from "./json-value";

/** What `JSON.parse` would have made of it. */
function plain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof JsonObject)) return value;
  return Object.fromEntries(value.keys().map((key) => [key, plain(value.get(key) ?? null)]));
}

const code = (text: string) => readJson(text).refusal?.code ?? null;

function read(text: string): JsonValue {
  const { refusal, ...rest } = readJson(text);
  if (refusal !== null || !("value" in rest)) throw new Error(refusal?.message);
  return rest.value;
}

test("what JSON.parse reads is read alike, and what it refuses is refused", () => {
  const json = fc.jsonValue({ maxDepth: 6, stringUnit: "grapheme" });
  fc.assert(
    fc.property(json, fc.integer({ min: 0, max: 3 }), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      if (text.includes("\\u0000") || text.includes('"__proto__"')) return;
      expect(plain(read(text))).toEqual(JSON.parse(text));
    }),
    { numRuns: 500, seed: 29 },
  );
  const broken = fc.tuple(
    json,
    fc.nat(200),
    fc.constantFrom("", ",", "]", "}", '"', "\\", ":", "0", "-", "e", "\n", "tru"),
  );
  fc.assert(
    fc.property(broken, ([value, at, insert]) => {
      const whole = JSON.stringify(value);
      const text =
        whole.slice(0, at % (whole.length + 1)) + insert + whole.slice((at % (whole.length + 1)) + 1);
      const reading = readJson(text);
      let parsed = true;
      try {
        JSON.parse(text);
      } catch {
        parsed = false;
      }
      if (!parsed) expect(reading.refusal, text).not.toBeNull();
      else if (reading.refusal !== null)
        expect(["duplicate-key", "not-json"]).toContain(reading.refusal.code);
    }),
    { numRuns: 2000, seed: 29 },
  );
});

test("a number keeps its digits", () => {
  for (const digits of ["12.50", "0.10", "1e3", "1.250E-2", "-0", "100000000000000000000.0"]) {
    expect(read(` [ ${digits} ]`)).toEqual([new JsonNumber(digits)]);
  }
});

test("an object knows its line", () => {
  const root = read('{\n "a": [\r\n  {},\n  {"b":\n1}]}') as JsonObject;
  const list = root.get("a") as JsonObject[];
  expect([root.line, ...list.map(({ line }) => line)]).toEqual([1, 3, 4]);
});

describe("refused is", () => {
  test.each([
    ["a key twice in one object", '{"a":1,"b":{"a":2},"a":1}', "duplicate-key"],
    ["the same key spelt another way", '{"a":1,"\\u0061":2}', "duplicate-key"],
    ["a number that is none in JSON", '{"value":12,5}', "not-json"],
    ["a leading zero", '{"value":012}', "not-json"],
    ["a plus sign", '{"value":+1}', "not-json"],
    ["a comment", "{} // the end", "not-json"],
    ["a NUL", '{"a":"\\u0000"}', "not-json"],
    ["half a character", '{"a":"\\ud83d"}', "not-json"],
    ["a line break inside a text", '{"a":"one\ntwo"}', "not-json"],
    ["a document cut short", '{"a":[1,2', "truncated"],
    ["a document cut inside a text", '{"a":"b', "truncated"],
    ["a document cut inside a word", '{"a":tr', "truncated"],
    ["a text over 64 KB", `{"a":"${"x".repeat(65_537)}"}`, "field-too-long"],
  ])("%s", (_what, text, refusal) => {
    expect(code(text)).toBe(refusal);
  });

  test("more than 32 levels, and 32 are read", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(code(nested(32))).toBeNull();
    expect(code(nested(33))).toBe("too-deep");
    expect(code("[".repeat(1_000_000))).toBe("too-deep");
    expect(code(`${'{"a":'.repeat(33)}1${"}".repeat(33)}`)).toBe("too-deep");
  });

  test("with its line and column", () => {
    expect(readJson('{\n  "a": 1;\n}').refusal?.message).toMatch(/^Line 2, column 9:/);
  });
});

test("a key may be called anything", () => {
  const root = read('{"__proto__":1,"constructor":2,"":3}') as JsonObject;
  expect(root.keys()).toEqual(["__proto__", "constructor", ""]);
});

test("text made to be slow is read as quickly as any other", () => {
  expect(code(`"${'\\"'.repeat(15_000)}"`)).toBeNull();
  expect(code(`"${"\\\\".repeat(32_000)}"`)).toBeNull();
  expect(code(`[${Array(300_000).fill("1 ").join(", ")}]`)).toBeNull();
});
