import type { ReportStatus, Specimen } from "@/lib/clinical/record";
import type { ImportProblem } from "../import-format";
import { matchSpecimen, panelSpecimen } from "../match-specimen";
import { child, children, concept, isModified, textOf, words } from "./element";
import type { JsonObject } from "./json-value";
import { type ReferenceIndex, type Resource, resolve } from "./resources";
import { reportStatus } from "./status";

/** What a DiagnosticReport says of all its results. */
export interface ReportHead {
  readonly report: Resource;
  readonly accession: string | null;
  readonly specimens: SpecimenReading;
  readonly status: ReportStatus | null;
  readonly modified: boolean;
  readonly notes: readonly ImportProblem[];
}

export interface SpecimenReading {
  /** several: the source names more than one kind. */
  readonly specimen: Specimen | "unstated" | "unknown" | "several";
  readonly resources: readonly Resource[];
}

const COMMENT_LENGTH = 2000;

export function reportHead(report: Resource, index: ReferenceIndex): ReportHead {
  const { json } = report;
  const stated = specimensOf(json, report, index);
  const specimen = stated.specimen === "unstated" ? panelOf(json) : stated.specimen;
  const conclusion = textOf(json, "conclusion");
  return {
    report,
    accession: accessionOf(json, report, stated.resources, index),
    specimens: { ...stated, specimen },
    status: reportStatus(textOf(json, "status")),
    modified: isModified(json),
    notes: conclusion === "" ? [] : [{ code: "comment", message: conclusion.slice(0, COMMENT_LENGTH) }],
  };
}

const panelOf = (json: JsonObject): Specimen | "unstated" =>
  concept(child(json, "code"))
    .codings.map(({ code }) => panelSpecimen(code))
    .find((specimen) => specimen !== null) ?? "unstated";

/** The specimens an observation or report refers to, and what they are where they are all one kind. */
export function specimensOf(json: JsonObject, from: Resource, index: ReferenceIndex): SpecimenReading {
  const resources: Resource[] = [];
  const kinds = new Set<Specimen | "unstated" | "unknown">();
  for (const reference of children(json, "specimen")) {
    const found = resolve(textOf(reference, "reference"), from, index);
    if (found?.type === "Specimen") resources.push(found);
    const type = concept(child(found?.json ?? null, "type"));
    const display = textOf(reference, "display");
    const named = type.codings.map(({ code, display: name }) => matchSpecimen({ code, text: name }));
    const known = named.find((kind) => kind !== "unknown" && kind !== "unstated");
    kinds.add(known ?? matchSpecimen({ code: type.codings[0]?.code ?? "", text: words(type) || display }));
  }
  if (kinds.size > 1) kinds.delete("unstated");
  const [only = "unstated", other] = kinds;
  return { specimen: other === undefined ? only : "several", resources };
}

/**
 * The number the laboratory filed it under: the report's own identifier, else its specimen's accession, else the
 * order's. A type says which of several it is; the placer's number comes last.
 */
export function accessionOf(
  json: JsonObject,
  from: Resource,
  specimens: readonly Resource[],
  index: ReferenceIndex,
): string | null {
  const own = from.type === "DiagnosticReport" ? filed(children(json, "identifier")) : null;
  if (own !== null) return own;
  const labels = specimens.flatMap((specimen) => children(specimen.json, "accessionIdentifier"));
  const orders = children(json, "basedOn").flatMap((reference) => {
    const order = resolve(textOf(reference, "reference"), from, index);
    return order?.type === "ServiceRequest"
      ? children(order.json, "identifier")
      : children(reference, "identifier");
  });
  // Two samples in one report have two numbers, and neither is the report's.
  const label = new Set(labels.map((one) => textOf(one, "value"))).size === 1 ? filed(labels) : null;
  return label ?? filed(orders.filter((one) => rankOf(one) < PLACER));
}

const RANKS: Readonly<Record<string, number>> = { FILL: 0, ACSN: 1, PLAC: 3, PGN: 4 };
const PLACER = 3;
const ACCESSION_LENGTH = 200;

function rankOf(identifier: JsonObject): number {
  const codes = concept(child(identifier, "type")).codings.map(({ code }) => code);
  const ranks = codes.map((code) => (Object.hasOwn(RANKS, code) ? (RANKS[code] ?? 2) : 2));
  return ranks.length === 0 ? 2 : Math.min(...ranks);
}

function filed(identifiers: readonly JsonObject[]): string | null {
  const usable = identifiers.filter((one) => {
    const value = textOf(one, "value").trim();
    return value !== "" && value.length <= ACCESSION_LENGTH;
  });
  const [best] = usable.toSorted((one, other) => rankOf(one) - rankOf(other));
  return best === undefined ? null : textOf(best, "value").trim();
}
