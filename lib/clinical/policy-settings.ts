import type { AnalyteCode } from "./analytes";
import { type CriticalLimits, DEFAULT_POLICY, type Policy, type SiteInterval } from "./policy";
import type { SupportKind } from "./record";

/** What a site may set; everything else of the policy is the same everywhere. */
export interface PolicySettings {
  readonly pairingDays: number;
  readonly strictness: Policy["strictness"];
  readonly earlyDays: number;
  readonly window: Policy["window"]["value"];
  /** In %. */
  readonly residualDisease: number;
  readonly supportDays: Readonly<Record<SupportKind, number>>;
  readonly dayOne: Policy["dayOne"];
  readonly critical: Readonly<Partial<Record<AnalyteCode, CriticalLimits>>>;
  readonly siteIntervals: readonly SiteInterval[];
}

/** A policy's settings, for a form to start from. */
export function settingsOf(policy: Policy): PolicySettings {
  return {
    pairingDays: policy.pairingDays.value,
    strictness: policy.strictness,
    earlyDays: policy.earlyDays,
    window: policy.window.value,
    residualDisease: policy.residualDisease.value,
    supportDays: {
      platelets: policy.support.platelets.days,
      "red-cells": policy.support["red-cells"].days,
      "g-csf": policy.support["g-csf"].days,
    },
    dayOne: policy.dayOne,
    critical: policy.critical.value,
    siteIntervals: policy.siteIntervals,
  };
}

/**
 * The default policy with a site's settings. Its id names no site, because verdicts print it on de-identified slides;
 * a number that the site left alone keeps its own source.
 */
export function policyWith(settings: PolicySettings, version: number): Policy {
  const source = `Site policy, version ${version}`;
  const sourced = <T>(standard: { value: T; source: string }, value: T) =>
    JSON.stringify(standard.value) === JSON.stringify(value) ? standard : { value, source };
  const supported = (kind: SupportKind) => {
    const standard = DEFAULT_POLICY.support[kind];
    const days = settings.supportDays[kind];
    return days === standard.days ? standard : { ...standard, days, source };
  };
  return {
    ...DEFAULT_POLICY,
    id: "site",
    version: String(version),
    name: `Site policy, version ${version}`,
    strictness: settings.strictness,
    earlyDays: settings.earlyDays,
    dayOne: settings.dayOne,
    siteIntervals: settings.siteIntervals,
    pairingDays: sourced(DEFAULT_POLICY.pairingDays, settings.pairingDays),
    window: sourced(DEFAULT_POLICY.window, settings.window),
    residualDisease: sourced(DEFAULT_POLICY.residualDisease, settings.residualDisease),
    critical: sourced(DEFAULT_POLICY.critical, settings.critical),
    support: {
      platelets: supported("platelets"),
      "red-cells": supported("red-cells"),
      "g-csf": supported("g-csf"),
    },
  };
}
