import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { caseEvidence } from "./case-evidence";

const files = readdirSync("cases").filter((name) => name.endsWith(".json"));

describe.each(files)("%s", (name) => {
  const cases = JSON.parse(readFileSync(`cases/${name}`, "utf8")) as { id: string; title: string }[];
  const recorded = readFileSync(`cases/evidence/${name.replace(".json", ".txt")}`, "utf8").split("\n\n");

  // A sentence, a limit or a source that changes on purpose is recorded again with `npm run cases:evidence`.
  test.each(cases.map((each, index) => [each.id, each, recorded[index] ?? ""] as const))(
    "%s says what it said, word for word",
    (_, each, text) => {
      expect(caseEvidence(each).trim()).toBe(text.trim());
    },
  );

  test("records nothing else", () => expect(recorded).toHaveLength(cases.length));
});

test("a case that cannot be read says why", () => {
  expect(caseEvidence({ id: "X" })).toContain("X\n");
});
