import { describe, expect, test } from "vitest";
import { editIntent, type Key, keyIntent } from "./key-intent";

const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  ctrl: false,
  shift: false,
  alt: false,
  ...more,
});

describe("a key on a chosen cell", () => {
  test.each([
    ["ArrowUp", {}, { do: "move", move: "up", extend: false }],
    ["ArrowRight", { shift: true }, { do: "move", move: "right", extend: true }],
    ["ArrowDown", { ctrl: true }, { do: "move", move: "bottom", extend: false }],
    ["Enter", {}, { do: "move", move: "down", extend: false }],
    ["Enter", { shift: true }, { do: "move", move: "up", extend: false }],
    ["Tab", {}, { do: "move", move: "next", extend: false }],
    ["Tab", { shift: true }, { do: "move", move: "previous", extend: false }],
    ["F2", {}, { do: "edit", text: null }],
    ["7", {}, { do: "edit", text: "7" }],
    ["<", { shift: true }, { do: "edit", text: "<" }],
    [">", { shift: true }, { do: "edit", text: ">" }],
    ["Escape", {}, { do: "revert" }],
    ["z", { ctrl: true }, { do: "undo" }],
    ["Z", { ctrl: true, shift: true }, { do: "redo" }],
    ["d", { ctrl: true }, { do: "copy-down" }],
    ["s", { ctrl: true }, { do: "save" }],
    ["d", {}, { do: "put", text: "not done" }],
    ["c", {}, { do: "put", text: "clotted" }],
    ["r", {}, { do: "put", text: "not reported" }],
    ["y", {}, { do: "confirm" }],
    ["m", {}, { do: "take" }],
    ["n", {}, { do: "edit", text: "n" }],
    ["F8", {}, { do: "problem", step: 1 }],
  ] as const)("%s %o is %o", (name, more, intent) => {
    expect(keyIntent(key(name, more), "value")).toEqual(intent);
  });

  test.each(["?", "/", "F5", "Shift", "Control"])("%s stays with the page", (name) => {
    expect(keyIntent(key(name), "value")).toBeNull();
  });

  test("a letter is a letter in a date, but t is today", () => {
    expect(keyIntent(key("d"), "date")).toEqual({ do: "edit", text: "d" });
    expect(keyIntent(key("t"), "date")).toEqual({ do: "today" });
    expect(keyIntent(key("c", { ctrl: true }), "value")).toBeNull();
  });
});

describe("a key in an open cell", () => {
  test("the sideways arrows leave a cell typed into and walk in the text of one opened", () => {
    expect(editIntent(key("ArrowLeft"), false)).toEqual({ do: "commit", move: "left" });
    expect(editIntent(key("ArrowLeft"), true)).toBeNull();
    expect(editIntent(key("ArrowDown"), true)).toEqual({ do: "commit", move: "down" });
    expect(editIntent(key("Escape"), false)).toEqual({ do: "cancel" });
    expect(editIntent(key("d"), false)).toBeNull();
    expect(editIntent(key("z", { ctrl: true }), false)).toBeNull();
  });
});
