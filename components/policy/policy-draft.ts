import type { Body } from "@/components/entry/form/request-draft";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { SiteInterval } from "@/lib/clinical/policy";
import type { PolicySettings } from "@/lib/clinical/policy-settings";
import { showDuration } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";

/** Every setting as it is typed. */
export interface PolicyDraft {
  readonly pairingDays: string;
  readonly strictness: PolicySettings["strictness"];
  readonly earlyDays: string;
  readonly opens: string;
  readonly closes: string;
  readonly lateUntil: string;
  readonly residualDisease: string;
  readonly platelets: string;
  readonly redCells: string;
  readonly gCsf: string;
  readonly dayOne: PolicySettings["dayOne"];
  readonly critical: readonly CriticalDraft[];
  readonly intervals: readonly IntervalDraft[];
}

export interface CriticalDraft {
  readonly analyte: AnalyteCode;
  readonly below: string;
  readonly above: string;
  readonly firstTimeOnly: boolean;
}

export interface IntervalDraft {
  /** Tells rows apart while they are typed; not sent. */
  readonly key: number;
  readonly analyte: AnalyteCode | "";
  readonly sex: SiteInterval["sex"];
  readonly ageMin: string;
  readonly ageMax: string;
  readonly low: string;
  readonly high: string;
  readonly unit: string;
  readonly source: string;
}

/** Nobody is older: the band has no upper end. */
export const OPEN_END = "P150Y";

const text = (value: number | undefined) => (value === undefined ? "" : String(value));

export function draftOf(settings: PolicySettings): PolicyDraft {
  const { window, supportDays } = settings;
  return {
    pairingDays: text(settings.pairingDays),
    strictness: settings.strictness,
    earlyDays: text(settings.earlyDays),
    opens: text(window.opens),
    closes: text(window.closes),
    lateUntil: text(window.lateUntil),
    residualDisease: text(settings.residualDisease),
    platelets: text(supportDays.platelets),
    redCells: text(supportDays["red-cells"]),
    gCsf: text(supportDays["g-csf"]),
    dayOne: settings.dayOne,
    critical: Object.entries(settings.critical).map(([analyte, limits]) => ({
      analyte: analyte as AnalyteCode,
      below: text(limits.below),
      above: text(limits.above),
      firstTimeOnly: limits.firstTimeOnly ?? false,
    })),
    intervals: settings.siteIntervals.map((row, index) => ({
      key: index,
      analyte: row.analyte,
      sex: row.sex,
      ageMin: row.ageMin === "P0D" ? "" : showDuration(row.ageMin),
      ageMax: row.ageMax === OPEN_END ? "" : showDuration(row.ageMax),
      low: text(row.low),
      high: text(row.high),
      unit: row.unit,
      source: row.source,
    })),
  };
}

/** The settings of a draft, or what must be mended; paths are those the server refuses by. */
export function settingsIn(draft: PolicyDraft): Body<PolicySettings> {
  const fields: FieldProblem[] = [];
  const days = (path: string, typed: string) => wholeDays(`settings.${path}`, typed, fields);
  const settings: PolicySettings = {
    pairingDays: days("pairingDays", draft.pairingDays),
    strictness: draft.strictness,
    earlyDays: days("earlyDays", draft.earlyDays),
    window: {
      opens: days("window.opens", draft.opens),
      closes: days("window.closes", draft.closes),
      lateUntil: days("window.lateUntil", draft.lateUntil),
    },
    residualDisease:
      numberIn("settings.residualDisease", draft.residualDisease, fields) ??
      missing(fields, "settings.residualDisease"),
    supportDays: {
      platelets: days("supportDays.platelets", draft.platelets),
      "red-cells": days("supportDays.red-cells", draft.redCells),
      "g-csf": days("supportDays.g-csf", draft.gCsf),
    },
    dayOne: draft.dayOne,
    critical: Object.fromEntries(
      draft.critical.map(({ analyte, below, above, firstTimeOnly }) => {
        const path = `settings.critical.${analyte}`;
        const limits = {
          ...optional("below", numberIn(`${path}.below`, below, fields)),
          ...optional("above", numberIn(`${path}.above`, above, fields)),
          ...(firstTimeOnly ? { firstTimeOnly } : {}),
        };
        return [analyte, limits];
      }),
    ),
    siteIntervals: draft.intervals.map((row, index) =>
      intervalIn(row, `settings.siteIntervals.${index}`, fields),
    ),
  };
  return fields.length === 0 ? { ok: true, body: settings } : { ok: false, fields };
}

function intervalIn(row: IntervalDraft, path: string, fields: FieldProblem[]): SiteInterval {
  const said = (name: "analyte" | "unit" | "source", message: string) => {
    if (row[name].trim() === "") fields.push({ path: `${path}.${name}`, code: "missing", message });
  };
  said("analyte", "Choose the analyte.");
  said("unit", "Say in which unit.");
  said("source", "Say where it comes from.");
  return {
    // An empty one is among the refusals, and nothing is sent.
    analyte: row.analyte as AnalyteCode,
    sex: row.sex,
    ageMin: ageIn(`${path}.ageMin`, row.ageMin, "P0D", fields),
    ageMax: ageIn(`${path}.ageMax`, row.ageMax, OPEN_END, fields),
    ...optional("low", numberIn(`${path}.low`, row.low, fields)),
    ...optional("high", numberIn(`${path}.high`, row.high, fields)),
    unit: row.unit.trim(),
    source: row.source.trim(),
  };
}

const optional = <Name extends string>(name: Name, value: number | null) =>
  (value === null ? {} : { [name]: value }) as { [key in Name]?: number };

function missing(fields: FieldProblem[], path: string): number {
  if (!fields.some((one) => one.path === path))
    fields.push({ path, code: "missing", message: "Write a number." });
  return Number.NaN;
}

/** Null where nothing is typed; what is no number adds its refusal. */
function numberIn(path: string, typed: string, fields: FieldProblem[]): number | null {
  const plain = typed.trim();
  if (plain === "") return null;
  if (/^\d{1,7}(\.\d{1,6})?$/.test(plain)) return Number(plain);
  fields.push({ path, code: "number", message: "Write a number, like 0.5." });
  return null;
}

function wholeDays(path: string, typed: string, fields: FieldProblem[]): number {
  if (/^\d{1,3}$/.test(typed.trim())) return Number(typed.trim());
  fields.push({ path, code: "number", message: "Write whole days." });
  return Number.NaN;
}

/** "18 y", "6 mo", "15 d", "1 y 6 mo", or nothing, as an ISO-8601 duration. */
function ageIn(path: string, typed: string, nothing: string, fields: FieldProblem[]): string {
  const plain = typed.trim().toLowerCase();
  if (plain === "" || plain === "birth") return plain === "" ? nothing : "P0D";
  const found = /^(?:(\d{1,3})\s*y)?\s*(?:(\d{1,4})\s*mo?)?\s*(?:(\d{1,5})\s*d)?$/.exec(plain);
  if (found === null) {
    fields.push({ path, code: "age", message: "Write an age like 18 y, 6 mo or 15 d." });
    return nothing;
  }
  const [, years, months, days] = found;
  return `P${years ? `${Number(years)}Y` : ""}${months ? `${Number(months)}M` : ""}${days ? `${Number(days)}D` : ""}`;
}
