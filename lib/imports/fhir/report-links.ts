import { children, textOf } from "./element";
import type { JsonObject } from "./json-value";
import { type FileResources, isResource, type Resource, resolve } from "./resources";

/** A result a report names and the file does not hold. */
export interface MissingResult {
  readonly at: string;
  readonly line: number;
  readonly named: string;
}

export interface ReportLinks {
  /** The first report that names an observation, itself or through a panel it names. */
  readonly reportOf: ReadonlyMap<Resource, Resource>;
  /** Observations that a second report names too. */
  readonly shared: ReadonlySet<Resource>;
  readonly missing: ReadonlyMap<Resource, readonly MissingResult[]>;
}

export function reportLinks({ found, index }: FileResources): ReportLinks {
  const reportOf = new Map<Resource, Resource>();
  const shared = new Set<Resource>();
  const missing = new Map<Resource, MissingResult[]>();
  const claim = (observation: Resource, report: Resource): boolean => {
    const known = reportOf.get(observation);
    if (known === undefined) reportOf.set(observation, report);
    else if (known !== report) shared.add(observation);
    return known === undefined;
  };
  for (const report of found) {
    if (!isResource(report) || report.type !== "DiagnosticReport") continue;
    const open: Resource[] = [];
    for (const [at, reference] of children(report.json, "result").entries()) {
      const named = nameOf(reference);
      const result = resolve(textOf(reference, "reference"), report, index);
      if (result?.type === "Observation") {
        if (claim(result, report)) open.push(result);
        continue;
      }
      const lost = missing.get(report) ?? [];
      lost.push({ at: `${report.at}.result[${at}]`, line: reference.line, named });
      missing.set(report, lost);
    }
    // A claimed panel is not opened again, so panels that name each other come to an end.
    for (let panel = open.pop(); panel !== undefined; panel = open.pop()) {
      for (const reference of children(panel.json, "hasMember")) {
        const member = resolve(textOf(reference, "reference"), panel, index);
        if (member?.type === "Observation" && claim(member, report)) open.push(member);
      }
    }
  }
  return { reportOf, shared, missing };
}

const nameOf = (reference: JsonObject): string =>
  (textOf(reference, "reference") || textOf(reference, "display")).slice(0, 120);
