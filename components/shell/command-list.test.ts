import { describe, expect, it } from "vitest";
import { type Command, matching } from "./command-list";

const command = (label: string): Command => ({ id: label, group: "Pages", label, key: null, run: () => {} });
const COMMANDS = ["Worklist", "New patient", "Enter results", "Theme: dark"].map(command);
const found = (typed: string) => matching(COMMANDS, typed).map(({ label }) => label);

describe("the commands that match what is typed", () => {
  it("are all of them before anything is typed", () => {
    expect(found("  ")).toHaveLength(COMMANDS.length);
  });

  it("begin with it at some word, whatever its case or accents", () => {
    expect(found("pat")).toEqual(["New patient"]);
    expect(found("DÁRK")).toEqual(["Theme: dark"]);
    expect(found("ent res")).toEqual(["Enter results"]);
  });

  it("are none where one word of it fits nothing, and none for a middle of a word", () => {
    expect(found("new worklist")).toEqual([]);
    expect(found("sults")).toEqual([]);
  });
});
