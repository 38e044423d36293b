import type { CoursePhase, ExtramedullaryAnswer, SupportKind } from "@/lib/clinical/record";
import { type NamedDrug, namedDrug } from "@/lib/clinical/whole-record/drugs";
import type {
  CourseInput,
  EXTRAMEDULLARY_SITES,
  ExtramedullaryInput,
  SupportInput,
  TREATMENT_KINDS,
} from "@/lib/contract/patient";
import type { FieldProblem } from "@/lib/errors";
import { type Body, dateOf, neededDate, textOrNull } from "../form/request-draft";

export type TreatmentKind = (typeof TREATMENT_KINDS)[number];
export type ExtramedullarySite = (typeof EXTRAMEDULLARY_SITES)[number];

export interface CourseDraft {
  readonly phase: CoursePhase | "";
  readonly start: string;
  readonly end: string;
  readonly protocol: string;
  readonly kinds: readonly TreatmentKind[];
  /** Names between commas. */
  readonly agents: string;
  /** Asked where the kind is ticked, sent only then. */
  readonly radiation: CourseInput["radiation"];
  readonly transplantFrom: NonNullable<CourseInput["transplantFrom"]> | "";
  readonly transplantIntensity: NonNullable<CourseInput["transplantIntensity"]> | "";
}

export const EMPTY_COURSE: CourseDraft = {
  phase: "",
  start: "",
  end: "",
  protocol: "",
  kinds: [],
  agents: "",
  radiation: [],
  transplantFrom: "",
  transplantIntensity: "",
};
export const COURSE_PATHS = [
  "phase",
  "start",
  "end",
  "protocol",
  "kinds",
  "agents",
  "radiation",
  "transplantFrom",
  "transplantIntensity",
] as const;

/** Names typed between commas, semicolons or lines. */
export const agentsOf = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((agent) => agent.trim())
    .filter((agent) => agent !== "");

/** Another drug at the end, its kind ticked. */
export function withDrug(draft: CourseDraft, drug: NamedDrug): CourseDraft {
  const named = agentsOf(draft.agents);
  const agents = named.some((agent) => namedDrug(agent) === drug) ? named : [...named, drug.generic];
  const kinds = draft.kinds.includes(drug.kind) ? draft.kinds : [...draft.kinds, drug.kind];
  return { ...draft, agents: agents.join(", "), kinds };
}

export function courseBody(draft: CourseDraft): Body<CourseInput> {
  const fields: FieldProblem[] = [];
  if (draft.phase === "") fields.push({ path: "phase", code: "missing", message: "Choose the phase." });
  const start = neededDate("start", draft.start, "Enter the first day of the course.", fields);
  const end = dateOf("end", draft.end, fields);
  if (end !== null && start !== "" && end < start) {
    fields.push({ path: "end", code: "before-start", message: "The last day comes before the first." });
  }
  if (fields.length > 0 || draft.phase === "") return { ok: false, fields };
  const transplant = draft.kinds.includes("stem-cell-transplant");
  return {
    ok: true,
    body: {
      phase: draft.phase,
      start,
      end,
      protocol: textOrNull(draft.protocol),
      kinds: [...draft.kinds],
      agents: agentsOf(draft.agents),
      radiation: draft.kinds.includes("radiation") ? [...draft.radiation] : [],
      transplantFrom: (transplant && draft.transplantFrom) || null,
      transplantIntensity: (transplant && draft.transplantIntensity) || null,
    },
  };
}

export interface SupportDraft {
  readonly kind: SupportKind | "";
  readonly on: string;
}

export const EMPTY_SUPPORT: SupportDraft = { kind: "", on: "" };
export const SUPPORT_PATHS = ["kind", "on"] as const;

export function supportBody(draft: SupportDraft): Body<SupportInput> {
  const fields: FieldProblem[] = [];
  if (draft.kind === "") fields.push({ path: "kind", code: "missing", message: "Choose what was given." });
  const on = neededDate("on", draft.on, "Enter the day it was given.", fields);
  if (fields.length > 0 || draft.kind === "") return { ok: false, fields };
  return { ok: true, body: { kind: draft.kind, on } };
}

export interface ExtramedullaryDraft {
  readonly finding: ExtramedullaryAnswer | "";
  readonly on: string;
  readonly sites: readonly ExtramedullarySite[];
}

export const EMPTY_EXTRAMEDULLARY: ExtramedullaryDraft = { finding: "", on: "", sites: [] };
export const EXTRAMEDULLARY_PATHS = ["finding", "on", "sites"] as const;

/** Sites belong to a finding that names a place; with “absent” and “not assessed” none is sent. */
export const findingHasSites = (finding: ExtramedullaryAnswer | ""): boolean =>
  finding === "present" || finding === "suspected";

export function extramedullaryBody(draft: ExtramedullaryDraft): Body<ExtramedullaryInput> {
  const fields: FieldProblem[] = [];
  if (draft.finding === "") fields.push({ path: "finding", code: "missing", message: "Choose the finding." });
  const on = dateOf("on", draft.on, fields);
  if (fields.length > 0 || draft.finding === "") return { ok: false, fields };
  const sites = findingHasSites(draft.finding) ? [...draft.sites] : [];
  return { ok: true, body: { finding: draft.finding, on, sites } };
}
