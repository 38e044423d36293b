import { describe, expect, it } from "vitest";
import { NOTE_SENTENCES, note } from "@/lib/clinical/notes";
import { mergeNotes } from "./merge-notes";

describe("the notes of a verdict", () => {
  it("say each sentence once and lose none of what is particular", () => {
    const merged = mergeNotes([
      note("DISCORDANT_CBC", "r1", "The count of 2026-11-12."),
      note("EM_NOT_ASSESSED"),
      note("DISCORDANT_CBC", "r2", "The count of 2026-11-14."),
      note("DISCORDANT_CBC", "r2", "The count of 2026-11-14."),
    ]);
    expect(merged).toEqual([
      {
        code: "DISCORDANT_CBC",
        text: `${NOTE_SENTENCES.DISCORDANT_CBC} The count of 2026-11-12. The count of 2026-11-14.`,
      },
      { code: "EM_NOT_ASSESSED", text: NOTE_SENTENCES.EM_NOT_ASSESSED },
    ]);
  });

  it("keep a text that does not begin with the sentence of its code", () => {
    expect(mergeNotes([{ code: "MISSING", text: "No platelets.", reportId: null }])[0]?.text).toBe(
      `${NOTE_SENTENCES.MISSING} No platelets.`,
    );
  });
});
