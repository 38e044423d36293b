import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { CriticalLimits, SiteInterval } from "@/lib/clinical/policy";
import type { PolicySettings } from "@/lib/clinical/policy-settings";
import { showCount, showDuration, showInterval, showNumber, showUnit } from "@/lib/display";
import { OPEN_END } from "./policy-draft";
import { criticalWords } from "./policy-words";

export interface PolicyDifference {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const NOTHING = "none";

/** What one version of a policy says otherwise than another, in words. */
export function policyDifferences(
  before: PolicySettings,
  after: PolicySettings,
): readonly PolicyDifference[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((what) => {
    const [from, to] = [old.get(what) ?? NOTHING, now.get(what) ?? NOTHING];
    return from === to ? [] : [{ what, from, to }];
  });
}

/** Days since the course start, as the protocol counts them. */
const protocolDay = (elapsed: number) => elapsed + 1;

function wordsOf(settings: PolicySettings): Map<string, string> {
  const { window, supportDays } = settings;
  const words: [string, string][] = [
    ["Pairing of count and marrow", showCount(settings.pairingDays, "day")],
    [
      "Blood count",
      settings.strictness === "core" ? "WBC, Hb, PLT and ANC" : "every value that has an interval",
    ],
    ["Window", `Day ${protocolDay(window.opens)}–${protocolDay(window.closes)}`],
    ["Late until", `Day ${protocolDay(window.lateUntil)}`],
    ["Days a sample may be early", showCount(settings.earlyDays, "day")],
    ["Residual disease below", `${showNumber(settings.residualDisease)} %`],
    ["Day 1 of", settings.dayOne === "induction" ? "the first induction course" : "the prephase"],
    ["After platelets", showCount(supportDays.platelets, "day")],
    ["After red cells", showCount(supportDays["red-cells"], "day")],
    ["After G-CSF", showCount(supportDays["g-csf"], "day")],
    ...(Object.entries(settings.critical) as [AnalyteCode, CriticalLimits][]).map(
      ([code, limits]): [string, string] => [`Critical ${ANALYTES[code].label}`, criticalWords(code, limits)],
    ),
  ];
  const intervals = new Map<string, string>();
  for (const row of settings.siteIntervals) {
    // Two rows of one band are both said.
    const what = `Interval of ${ANALYTES[row.analyte].label}, ${bandWords(row)}`;
    const said = `${showInterval({ low: row.low ?? null, high: row.high ?? null })} ${showUnit(row.unit)} (${row.source})`;
    intervals.set(what, [intervals.get(what), said].filter(Boolean).join("; "));
  }
  return new Map([...words, ...intervals]);
}

/** "women, 18 y and over" */
export function bandWords({ sex, ageMin, ageMax }: Pick<SiteInterval, "sex" | "ageMin" | "ageMax">): string {
  const who = sex === "any" ? "all" : sex;
  if (ageMax === OPEN_END)
    return ageMin === "P0D" ? `${who}, any age` : `${who}, ${showDuration(ageMin)} and over`;
  return `${who}, ${showDuration(ageMin)} to under ${showDuration(ageMax)}`;
}
