import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import { judgeReports } from "./judge";
import { DEFAULT_POLICY } from "./policy";
import { type PolicySettings, policyWith, settingsOf } from "./policy-settings";
import type { PatientRecord } from "./record";
import { at, count, course, marrow, sample, support, value } from "./testing/sample-record";

const STANDARD = settingsOf(DEFAULT_POLICY);
const LATER = "2026-05-30";
const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";

const by = (settings: Partial<PolicySettings>, record: PatientRecord, asOf = LATER) =>
  assess(record, at(asOf), policyWith({ ...STANDARD, ...settings }, 2));
const remission = (settings: Partial<PolicySettings>, record: PatientRecord) =>
  by(settings, record).remission.verdict;
const milestone = (settings: Partial<PolicySettings>, record: PatientRecord, asOf = LATER) =>
  by(settings, record, asOf).milestone.state;

describe("a site's policy", () => {
  test("with nothing changed is the default one under its own name", () => {
    const { id, version, name, ...rules } = policyWith(STANDARD, 3);
    const { id: _id, version: _version, name: _name, ...standard } = DEFAULT_POLICY;
    expect(rules).toEqual(standard);
    expect({ id, version, name }).toEqual({ id: "site", version: "3", name: "Site policy, version 3" });
  });

  test("gives its settings back", () => {
    const own: PolicySettings = {
      pairingDays: 3,
      strictness: "full",
      earlyDays: 2,
      window: { opens: 29, closes: 33, lateUntil: 60 },
      residualDisease: 0.1,
      supportDays: { platelets: 3, "red-cells": 14, "g-csf": 5 },
      dayOne: "prephase",
      critical: { HGB: { below: 8 } },
      siteIntervals: [
        {
          analyte: "PLT",
          sex: "any",
          ageMin: "P0D",
          ageMax: "P150Y",
          low: 140,
          unit: "10*9/L",
          source: "Ward 7",
        },
      ],
    };
    expect(settingsOf(policyWith(own, 4))).toEqual(own);
  });

  test("names itself as the source of what it changed, and of nothing else", () => {
    const policy = policyWith(
      { ...STANDARD, pairingDays: 3, supportDays: { ...STANDARD.supportDays, platelets: 3 } },
      5,
    );
    expect(policy.pairingDays).toEqual({ value: 3, source: "Site policy, version 5" });
    expect(policy.support.platelets).toEqual({
      analytes: ["PLT"],
      days: 3,
      source: "Site policy, version 5",
    });
    expect(policy.support["g-csf"]).toBe(DEFAULT_POLICY.support["g-csf"]);
    expect(policy.support["red-cells"]).toBe(DEFAULT_POLICY.support["red-cells"]);
    expect(policy.window).toBe(DEFAULT_POLICY.window);
    expect(policy.residualDisease).toBe(DEFAULT_POLICY.residualDisease);
    expect(policy.critical).toBe(DEFAULT_POLICY.critical);
  });

  test("is printed with each verdict", () => {
    expect(by({}, sample([])).policy).toEqual({ id: "site", version: "2" });
  });
});

describe("each setting changes what it is for", () => {
  test("pairing days: how far a count may lie from the marrow", () => {
    const record = sample([marrow(MARROW, "1"), count("2026-04-04T08:00")]);
    expect(remission({}, record)).toBe("met");
    expect(remission({ pairingDays: 4 }, record)).toBe("met");
    expect(remission({ pairingDays: 3 }, record)).toBe("indeterminate");
    expect(by({ pairingDays: 3 }, record).remission.clauses[1]?.reason).toContain("within 3 days");
  });

  test("strictness: full asks every other reported value that has an interval", () => {
    const wide = sample([marrow(MARROW, "1"), count(COUNT, { RDW: "20" })]);
    expect(remission({}, wide)).toBe("met");
    expect(by({}, wide).remission.notes.map(({ code }) => code)).toContain("NONCORE_ABNORMAL");
    expect(remission({ strictness: "full" }, wide)).toBe("not-met");
    expect(by({ strictness: "full" }, wide).remission.notes.map(({ code }) => code)).not.toContain(
      "NONCORE_ABNORMAL",
    );
    const inside = sample([marrow(MARROW, "1"), count(COUNT, { RDW: "13", MPV: "200", LYMPH_PCT: "90" })]);
    // No table has an interval for these two.
    expect(remission({ strictness: "full" }, inside)).toBe("met");
    const unusable = sample([marrow(MARROW, "1"), count(COUNT, { RDW: value("RDW", "13", { unit: null }) })]);
    expect(remission({ strictness: "full" }, unusable)).toBe("indeterminate");
    const missing = sample([marrow(MARROW, "1"), count(COUNT, { RDW: "DNR" })]);
    expect(remission({ strictness: "full" }, missing)).toBe("met");
  });

  test("early days: a sample shortly before the window counts", () => {
    const record = sample([marrow("2026-03-28T09:00", "1"), count("2026-03-28T08:00")]);
    expect(milestone({}, record)).toBe("missed");
    expect(milestone({ earlyDays: 1 }, record)).toBe("missed");
    expect(milestone({ earlyDays: 2 }, record)).toBe("met");
  });

  test("window: its first and last day, and until when a clear marrow is late", () => {
    const on = (date: string) => sample([marrow(`${date}T09:00`, "1")]);
    const window = { opens: 30, closes: 32, lateUntil: 40 };
    expect(milestone({ window }, on("2026-03-31"))).toBe("missed");
    expect(milestone({ window }, on("2026-04-01"))).toBe("met");
    expect(milestone({ window }, on("2026-04-03"))).toBe("met");
    expect(milestone({ window }, on("2026-04-04"))).toBe("late-met");
    expect(milestone({ window }, on("2026-04-11"))).toBe("late-met");
    expect(milestone({ window }, on("2026-04-12"))).toBe("missed");
    expect(milestone({ window }, sample([]), "2026-03-31")).toBe("upcoming");
    expect(milestone({ window }, sample([]), "2026-04-03")).toBe("awaiting-sample");
    expect(milestone({ window }, sample([]), "2026-04-04")).toBe("missed");
    expect(by({ window }, sample([])).milestone).toMatchObject({ opens: "2026-04-01", closes: "2026-04-03" });
  });

  test.each([
    ["platelets", "platelets", "2026-03-26", 5],
    ["red-cells", "red-cells", "2026-03-11", 20],
    ["g-csf", "g-csf", "2026-03-26", 5],
  ] as const)("support look-back of %s: how long a value cannot pass", (kind, key, on, days) => {
    const record = sample([marrow(MARROW, "1"), count(COUNT)], { support: [support(kind, on)] });
    const within = (look: number) =>
      remission({ supportDays: { ...STANDARD.supportDays, [key]: look } }, record);
    expect(within(days)).toBe("indeterminate");
    expect(within(days - 1)).toBe("met");
  });

  test("residual disease: below which it counts as none", () => {
    const record = sample([marrow(MARROW, "1", [value("MRD", "0.05")]), count(COUNT)]);
    expect(milestone({}, record)).toBe("not-met");
    expect(milestone({ residualDisease: 0.1 }, record)).toBe("met");
    expect(milestone({ residualDisease: 0.05 }, record)).toBe("not-met");
    expect(by({ residualDisease: 0.1 }, record).milestone.clauses.at(-1)?.limit).toBe("< 0.1 %");
  });

  test("critical table: what is LL and HH; it changes no verdict", () => {
    const record = sample([marrow(MARROW, "1"), count(COUNT, { HGB: "7.5" })]);
    const flag = (settings: Partial<PolicySettings>) =>
      judgeReports(record, at(LATER), policyWith({ ...STANDARD, ...settings }, 2))
        .flatMap(({ results }) => results)
        .find(({ analyte }) => analyte === "HGB")?.flag;
    expect(flag({})).toBe("L");
    expect(flag({ critical: { HGB: { below: 8 } } })).toBe("LL");
    expect(flag({ critical: { HGB: { below: 7.5 } } })).toBe("L");
    expect(flag({ critical: {} })).toBe("L");
    expect(remission({ critical: { HGB: { below: 8 } } }, record)).toBe("not-met");
  });

  test("site intervals: before the default table, after the laboratory's own", () => {
    const siteIntervals = [
      {
        analyte: "PLT",
        sex: "any",
        ageMin: "P18Y",
        ageMax: "P150Y",
        low: 220,
        high: 400,
        unit: "10*9/L",
        source: "Ward 7",
      },
    ] as const;
    const record = sample([marrow(MARROW, "1"), count(COUNT)]);
    expect(remission({ siteIntervals }, record)).toBe("not-met");
    const clause = by({ siteIntervals }, record).remission.clauses.find(({ id }) => id === "count-PLT");
    expect(clause?.interval).toMatchObject({ low: 220, high: 400, origin: "site", source: "Ward 7" });
    const printed = value("PLT", "210", { interval: { low: 150 } });
    expect(remission({ siteIntervals }, sample([marrow(MARROW, "1"), count(COUNT, { PLT: printed })]))).toBe(
      "met",
    );
    const child = sample([marrow(MARROW, "1"), count(COUNT)], {
      patient: { birthDate: course("2016-01-01").start },
    });
    expect(remission({ siteIntervals }, child)).toBe("met");
  });

  test("day one: the clock starts with the prephase where the site says so", () => {
    const courses = [
      course("2026-02-25", { phase: "prephase" }),
      course("2026-03-02", { phase: "induction" }),
    ];
    const record = sample([marrow("2026-03-26T09:00", "1")], { courses });
    expect(milestone({}, record)).toBe("missed");
    expect(milestone({ dayOne: "prephase" }, record)).toBe("met");
    expect(by({ dayOne: "prephase" }, record).elapsed).toBe(94);
    expect(by({}, record).elapsed).toBe(89);
  });
});
