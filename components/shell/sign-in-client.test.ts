import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeOf, safeNext } from "./sign-in-client";

describe("signing in", () => {
  it("is done only when the answer names where to go and no error", () => {
    expect(outcomeOf(200, { url: "http://localhost:3000/" })).toBe("signed-in");
    expect(outcomeOf(401, { url: "http://localhost:3000/sign-in?error=CredentialsSignin" })).toBe("refused");
    expect(outcomeOf(200, { url: "http://localhost:3000/sign-in?error=Anything" })).toBe("refused");
    expect(outcomeOf(200, null)).toBe("refused");
  });

  it("after too many tries says to wait, and a broken server is not called a wrong password", () => {
    expect(outcomeOf(429, null)).toBe("wait");
    expect(outcomeOf(401, { url: "/sign-in?error=Throttled" })).toBe("wait");
    expect(outcomeOf(503, null)).toBe("unreachable");
  });
});

describe("the page after signing in", () => {
  it("is the one asked for where that is ours", () => {
    expect(safeNext("/patients/0192?axis=date")).toBe("/patients/0192?axis=date");
  });

  it("is the worklist for every address that leads elsewhere", () => {
    for (const next of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "",
      undefined,
    ]) {
      expect(safeNext(next)).toBe("/");
    }
  });

  it("never leaves the site, whatever was typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("/", "\\", ".", ":", "@", "e", "\t", "\n", "?", "%", "5", "c") }),
        (text) => {
          expect(new URL(safeNext(`/${text}`), "http://ours.example").origin).toBe("http://ours.example");
        },
      ),
    );
  });
});
