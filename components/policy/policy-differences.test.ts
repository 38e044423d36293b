import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY, type SiteInterval } from "@/lib/clinical/policy";
import { settingsOf } from "@/lib/clinical/policy-settings";
import { policyDifferences } from "./policy-differences";

const STANDARD = settingsOf(DEFAULT_POLICY);
const ROW: SiteInterval = {
  analyte: "HGB",
  sex: "female",
  ageMin: "P18Y",
  ageMax: "P150Y",
  low: 11.8,
  high: 15.5,
  unit: "g/dL",
  source: "North 2026",
};

describe("what differs between two versions of a policy", () => {
  it("is nothing where nothing does", () => {
    expect(policyDifferences(STANDARD, STANDARD)).toEqual([]);
  });

  it("is said in words, a number at a time", () => {
    const after = {
      ...STANDARD,
      pairingDays: 1,
      window: { ...STANDARD.window, closes: 42 },
      critical: { ...STANDARD.critical, HGB: { below: 8 }, RBC: { above: 8 } },
      siteIntervals: [ROW],
    };
    expect(policyDifferences(STANDARD, after)).toEqual([
      { what: "Pairing of count and marrow", from: "7 days", to: "1 day" },
      { what: "Window", from: "Day 29–36", to: "Day 29–43" },
      { what: "Critical Hb", from: "below 7 g/dL", to: "below 8 g/dL" },
      { what: "Critical RBC", from: "none", to: "above 8 ×10¹²/L" },
      { what: "Interval of Hb, female, 18 y and over", from: "none", to: "11.8–15.5 g/dL (North 2026)" },
    ]);
  });

  it("names what was taken away, and a second row of the same band", () => {
    const { HGB: _, ...critical } = STANDARD.critical;
    const twice = { ...STANDARD, siteIntervals: [ROW, { ...ROW, low: 12 }] };
    expect(policyDifferences(twice, { ...twice, critical, siteIntervals: [ROW] })).toEqual([
      { what: "Critical Hb", from: "below 7 g/dL", to: "none" },
      {
        what: "Interval of Hb, female, 18 y and over",
        from: "11.8–15.5 g/dL (North 2026); 12.0–15.5 g/dL (North 2026)",
        to: "11.8–15.5 g/dL (North 2026)",
      },
    ]);
  });
});
