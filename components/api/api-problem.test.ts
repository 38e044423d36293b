import { describe, expect, it } from "vitest";
import { networkLost, problemAt, problemOf, problemsElsewhere, withoutProblemAt } from "./api-problem";

const refused = {
  error: {
    code: "invalid",
    message: "Two fields were refused.",
    fields: [
      { path: "birthDate", code: "future", message: "This date is in the future." },
      { path: "results.2.text", code: "hard-limit", message: "Impossible.", suggestion: "0.25" },
    ],
    total: 12,
  },
  requestId: "r-1",
};

describe("a refusal", () => {
  it("keeps every field's place, sentence and suggestion", () => {
    const problem = problemOf(422, refused);
    expect(problem.code).toBe("invalid");
    expect(problem.total).toBe(12);
    expect(problem.requestId).toBe("r-1");
    expect(problemAt(problem.fields, "birthDate")?.message).toBe("This date is in the future.");
    expect(problemAt(problem.fields, "results.2")?.suggestion).toBe("0.25");
  });

  it("of one field never marks a field whose path merely begins with the same digits", () => {
    const problem = problemOf(422, refused);
    expect(problemAt(problem.fields, "results.20")).toBeUndefined();
    expect(problemAt([{ path: "results.20.text", code: "x", message: "y" }], "results.2")).toBeUndefined();
  });

  it("without a sentence for the field falls back to the sentence of the whole", () => {
    const problem = problemOf(422, {
      error: { code: "invalid", message: "The unit is refused.", fields: [{ path: "unit", code: "unit" }] },
    });
    expect(problem.fields[0]?.message).toBe("The unit is refused.");
    expect(problem.total).toBe(1);
  });

  it("that belongs to no field on the screen is not lost", () => {
    const problem = problemOf(422, refused);
    expect(problemsElsewhere(problem.fields, ["birthDate"]).map((field) => field.path)).toEqual([
      "results.2.text",
    ]);
  });

  it("for a lost session says that the typed values are kept and where to sign in", () => {
    const problem = problemOf(401, { error: { code: "not-signed-in", message: "Sign in." }, requestId: "r" });
    expect(problem.message).toContain("still here");
    expect(problem.message).toContain("another tab");
  });

  it("carries what stands now when somebody else was first", () => {
    const problem = problemOf(409, {
      error: { code: "conflict", message: "Changed.", current: { version: 4 } },
      requestId: "r",
    });
    expect(problem.current).toEqual({ version: 4 });
  });
});

describe("a field that was mended", () => {
  const problem = problemOf(422, {
    error: {
      code: "invalid",
      message: "m",
      fields: [
        { path: "results.HGB.text", code: "hard-limit", message: "m" },
        { path: "collected", code: "future-date", message: "m" },
      ],
    },
  });

  it("is no longer called refused, the others are", () => {
    const rest = withoutProblemAt(problem, "results.HGB");
    expect(rest?.fields.map(({ path }) => path)).toEqual(["collected"]);
    expect(rest?.total).toBe(1);
    expect(withoutProblemAt(rest, "collected")).toBeNull();
  });

  it("that was never refused changes nothing", () => {
    expect(withoutProblemAt(problem, "results.WBC")).toBe(problem);
    expect(withoutProblemAt(null, "results.WBC")).toBeNull();
  });
});

describe("an answer that is not ours", () => {
  it.each([undefined, "<html>", { error: "text" }, { error: { code: "no-such-code", message: "m" } }])(
    "is called unreadable, never shown raw",
    (body) => {
      const problem = problemOf(502, body);
      expect(problem.code).toBe("answer-unreadable");
      expect(problem.message).not.toContain("<html>");
      expect(problem.nothingWritten).toBe(false);
    },
  );
});

describe("whether something was written", () => {
  it("is certain only when the server refused", () => {
    expect(problemOf(422, refused).nothingWritten).toBe(true);
    expect(problemOf(503, { error: { code: "unavailable", message: "m" } }).nothingWritten).toBe(false);
    expect(networkLost().nothingWritten).toBe(false);
  });
});
