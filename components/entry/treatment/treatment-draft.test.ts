import { describe, expect, it } from "vitest";
import { NAMED_DRUGS } from "@/lib/clinical/whole-record/drugs";
import { courseInput, extramedullaryInput, supportInput } from "@/lib/contract/patient";
import { toggled } from "../form/request-draft";
import {
  courseBody,
  EMPTY_COURSE,
  EMPTY_EXTRAMEDULLARY,
  EMPTY_SUPPORT,
  extramedullaryBody,
  supportBody,
  withDrug,
} from "./treatment-draft";

describe("a course", () => {
  it("becomes a body the contract accepts, agents apart", () => {
    const made = courseBody({
      ...EMPTY_COURSE,
      phase: "induction",
      start: "02-Mar-2026",
      end: "",
      protocol: " ",
      kinds: ["chemotherapy"],
      agents: "vincristine, daunorubicin;  dexamethasone\n",
    });
    expect(made.ok && made.body).toEqual({
      phase: "induction",
      start: "2026-03-02",
      end: null,
      protocol: null,
      kinds: ["chemotherapy"],
      agents: ["vincristine", "daunorubicin", "dexamethasone"],
      radiation: [],
      transplantFrom: null,
      transplantIntensity: null,
    });
    expect(made.ok && courseInput.safeParse(made.body).success).toBe(true);
  });

  it("tells what radiation was aimed at and whose cells were given only where that kind is ticked", () => {
    const typed = {
      ...EMPTY_COURSE,
      phase: "conditioning" as const,
      start: "2026-03-02",
      radiation: ["brain" as const],
      transplantFrom: "donor" as const,
      transplantIntensity: "mini" as const,
    };
    const unticked = courseBody({ ...typed, kinds: ["chemotherapy"] });
    expect(unticked.ok && unticked.body).toMatchObject({
      radiation: [],
      transplantFrom: null,
      transplantIntensity: null,
    });
    const ticked = courseBody({ ...typed, kinds: ["radiation", "stem-cell-transplant"] });
    expect(ticked.ok && courseInput.parse(ticked.body)).toMatchObject({
      radiation: ["brain"],
      transplantFrom: "donor",
      transplantIntensity: "mini",
    });
  });

  it("takes a named drug once, whichever of its names was typed, and ticks its kind", () => {
    const [, dasatinib] = NAMED_DRUGS;
    if (!dasatinib) throw new Error("the list has it");
    const typed = { ...EMPTY_COURSE, agents: "Sprycel, vincristine" };
    const again = withDrug(typed, dasatinib);
    expect([again.agents, again.kinds]).toEqual(["Sprycel, vincristine", ["targeted"]]);
    expect(withDrug(EMPTY_COURSE, dasatinib).agents).toBe("dasatinib");
  });

  it("without phase or first day is not sent", () => {
    const made = courseBody(EMPTY_COURSE);
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["phase", "start"]);
  });

  it("cannot end before it starts", () => {
    const made = courseBody({ ...EMPTY_COURSE, phase: "induction", start: "2026-03-02", end: "2026-03-01" });
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["end"]);
  });

  it("with a first day that does not exist is refused once, at that field", () => {
    const made = courseBody({ ...EMPTY_COURSE, phase: "induction", start: "2026-02-30" });
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["start"]);
  });
});

describe("a support event", () => {
  it("needs its kind and its day", () => {
    const made = supportBody(EMPTY_SUPPORT);
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["kind", "on"]);
    const sound = supportBody({ kind: "g-csf", on: "2026-03-30" });
    expect(sound.ok && supportInput.safeParse(sound.body).success).toBe(true);
  });
});

describe("the extramedullary finding", () => {
  it("may have no date, but never no answer", () => {
    const made = extramedullaryBody(EMPTY_EXTRAMEDULLARY);
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["finding"]);
    const sound = extramedullaryBody({ finding: "present", on: "", sites: ["cns"] });
    expect(sound.ok && extramedullaryInput.parse(sound.body)).toEqual({
      finding: "present",
      on: null,
      sites: ["cns"],
    });
  });

  it("that is absent names no site, even if one was ticked before", () => {
    const made = extramedullaryBody({ finding: "absent", on: "2026-03-31", sites: ["testis"] });
    expect(made.ok && made.body.sites).toEqual([]);
  });
});

it("ticking twice is not ticking", () => {
  expect(toggled(toggled(["cns"], "testis"), "testis")).toEqual(["cns"]);
});
