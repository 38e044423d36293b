import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import { type PolicySettings, settingsOf } from "@/lib/clinical/policy-settings";
import { policySettings } from "@/lib/contract/policy";
import { draftOf, type PolicyDraft, settingsIn } from "./policy-draft";

const STANDARD = settingsOf(DEFAULT_POLICY);
const OWN: PolicySettings = {
  ...STANDARD,
  pairingDays: 3,
  strictness: "full",
  residualDisease: 0.001,
  dayOne: "prephase",
  critical: { HGB: { below: 7.5 }, BLAST_PCT: { above: 0, firstTimeOnly: true } },
  siteIntervals: [
    {
      analyte: "HGB",
      sex: "female",
      ageMin: "P18Y",
      ageMax: "P150Y",
      low: 11.8,
      high: 15.5,
      unit: "g/dL",
      source: "North 2026",
    },
    {
      analyte: "ANC",
      sex: "any",
      ageMin: "P0D",
      ageMax: "P1Y6M",
      low: 1,
      unit: "10*9/L",
      source: "North 2026",
    },
    {
      analyte: "PLT",
      sex: "male",
      ageMin: "P15D",
      ageMax: "P6M",
      high: 600,
      unit: "10*9/L",
      source: "North 2026",
    },
  ],
};

const refused = (change: Partial<PolicyDraft>) => {
  const read = settingsIn({ ...draftOf(OWN), ...change });
  return read.ok ? [] : read.fields.map(({ path }) => path);
};

describe("the policy as a form", () => {
  it.each([
    ["the default", STANDARD],
    ["a site's own", OWN],
  ])("gives back %s as it was, and the server accepts it", (_name, settings) => {
    const read = settingsIn(draftOf(settings));
    expect(read).toEqual({ ok: true, body: settings });
    expect(policySettings.safeParse(read.ok && read.body).success).toBe(true);
  });

  it("says of every field that cannot be read where it is, all at once", () => {
    const [first] = draftOf(OWN).intervals;
    expect(
      refused({
        pairingDays: "seven",
        earlyDays: "-1",
        opens: "",
        residualDisease: "0,01",
        gCsf: "1.5",
        critical: [{ analyte: "HGB", below: "low", above: "", firstTimeOnly: false }],
        intervals: first ? [{ ...first, ageMin: "adult", low: "<4", source: " ", analyte: "" }] : [],
      }),
    ).toEqual([
      "settings.pairingDays",
      "settings.earlyDays",
      "settings.window.opens",
      "settings.residualDisease",
      "settings.supportDays.g-csf",
      "settings.critical.HGB.below",
      "settings.siteIntervals.0.analyte",
      "settings.siteIntervals.0.source",
      "settings.siteIntervals.0.ageMin",
      "settings.siteIntervals.0.low",
    ]);
    expect(refused({ residualDisease: "" })).toEqual(["settings.residualDisease"]);
  });

  it.each([
    ["18 y", "P18Y"],
    ["18y", "P18Y"],
    ["6 mo", "P6M"],
    ["1 y 6 mo", "P1Y6M"],
    ["15 d", "P15D"],
    ["birth", "P0D"],
    ["", "P0D"],
  ])("an age from “%s” is %s", (typed, age) => {
    const [first] = draftOf(OWN).intervals;
    const read = settingsIn({ ...draftOf(OWN), intervals: first ? [{ ...first, ageMin: typed }] : [] });
    expect(read.ok && read.body.siteIntervals[0]?.ageMin).toBe(age);
  });
});
