import { describe, expect, test } from "vitest";
import { jsonIn, queryIn } from "./request-body";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a request's input", () => {
  test("with a NUL in it is refused before a database sees it", () => {
    const problem = (path: string) =>
      expect.objectContaining({ code: "invalid", fields: [expect.objectContaining({ path })] });
    expect(() => jsonIn(bytes('{"text":"a\\u0000b"}'))).toThrow(problem("text"));
    expect(() => jsonIn(bytes('{"results":[{"text":"1"},{"text":"\\u0000"}]}'))).toThrow(
      problem("results.1.text"),
    );
    expect(() => jsonIn(bytes('{"results":{"a\\u0000":1}}'))).toThrow(problem("results"));
    expect(() => queryIn("http://x/?cursor=a%00")).toThrow(expect.objectContaining({ code: "invalid" }));
    expect(jsonIn(bytes('{"text":"a b"}'))).toEqual({ text: "a b" });
    expect(queryIn("http://x/?cursor=ab&limit=2")).toEqual({ cursor: "ab", limit: "2" });
  });

  test("that is not JSON, or nested too deeply, is refused", () => {
    expect(() => jsonIn(bytes("{"))).toThrow(expect.objectContaining({ code: "not-json" }));
    expect(() => jsonIn(new Uint8Array([0xff, 0x7b]))).toThrow(expect.objectContaining({ code: "not-json" }));
    expect(() => jsonIn(bytes("[".repeat(40) + "]".repeat(40)))).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });
});
