import { type Body, neededDate, textOrNull } from "@/components/entry/form/request-draft";
import { typedDate } from "@/components/entry/form/typed-date";
import type { LocalDate } from "@/lib/branded";
import {
  type BloodCells,
  type CnsSuggestion,
  nearestBlood,
  suggestedCns,
} from "@/lib/clinical/whole-record/cns-status";
import { type CsfCells, cellsOf } from "@/lib/clinical/whole-record/csf-report";
import {
  type CnsClass,
  CONCLUDED_KINDS,
  type ProcedureKind,
} from "@/lib/clinical/whole-record/record-entries";
import type { LumbarPunctureInput, MarrowInput, ProcedureInput } from "@/lib/contract/record";
import type { FieldProblem } from "@/lib/errors";
import { numberOf } from "./record-drafts";

/** Reports a procedure may be linked to, and what the class of a puncture is judged by. */
export interface ProcedureFacts {
  readonly samples: readonly {
    readonly reportId: string;
    readonly specimen: "marrow" | "csf";
    readonly on: string;
    /** "Marrow of 02-Mar-2026" */
    readonly label: string;
    readonly cells: CsfCells | null;
  }[];
  readonly blood: readonly BloodCells[];
  /** How far a blood count may be from a puncture, in days. */
  readonly pairingDays: number;
  readonly diagnosedOn: string | null;
}

export interface ProcedureDraft {
  readonly kind: ProcedureKind | "";
  readonly on: string;
  readonly reportId: string;
  readonly site: NonNullable<MarrowInput["site"]> | "";
  readonly side: NonNullable<MarrowInput["side"]> | "";
  readonly samples: MarrowInput["samples"];
  readonly cellsCounted: string;
  readonly cellularity: string;
  readonly mrdMethod: NonNullable<MarrowInput["mrdMethod"]> | "";
  readonly mrdSensitivity: string;
  readonly whiteCells: string;
  readonly redCells: string;
  readonly blasts: NonNullable<LumbarPunctureInput["blasts"]> | "";
  readonly traumatic: boolean;
  readonly steroidsBefore: boolean;
  readonly clinicalSigns: boolean;
  readonly cns: CnsClass | "";
  readonly conclusion: string;
}

export const EMPTY_PROCEDURE: ProcedureDraft = {
  kind: "",
  on: "",
  reportId: "",
  site: "",
  side: "",
  samples: [],
  cellsCounted: "",
  cellularity: "",
  mrdMethod: "",
  mrdSensitivity: "",
  whiteCells: "",
  redCells: "",
  blasts: "",
  traumatic: false,
  steroidsBefore: false,
  clinicalSigns: false,
  cns: "",
  conclusion: "",
};
export const PROCEDURE_PATHS = Object.keys(EMPTY_PROCEDURE) as (keyof ProcedureDraft)[];

/** Samples of the specimen a kind takes; of what is only concluded there are none. */
export const samplesFor = (facts: ProcedureFacts, kind: ProcedureDraft["kind"]) =>
  facts.samples.filter(({ specimen }) =>
    kind === "marrow" ? specimen === "marrow" : kind === "lumbar-puncture" && specimen === "csf",
  );

/** The class the typed numbers, or those of the chosen report, suggest. */
export function typedCns(draft: ProcedureDraft, facts: ProcedureFacts): CnsSuggestion {
  const ignored: FieldProblem[] = [];
  const typed = {
    whiteCells: numberOf("whiteCells", draft.whiteCells, ignored),
    redCells: numberOf("redCells", draft.redCells, ignored),
    blasts: draft.blasts === "" ? null : draft.blasts,
    traumatic: draft.traumatic,
    clinicalSigns: draft.clinicalSigns,
  };
  const cells = facts.samples.find(({ reportId }) => reportId === draft.reportId)?.cells;
  const on = typedDate(draft.on);
  const day = on.ok ? (on.date as LocalDate | null) : null;
  const blood = day === null ? null : nearestBlood(facts.blood, day, facts.pairingDays);
  return suggestedCns(cells ? cellsOf(typed, cells) : typed, blood);
}

/** Fields of another kind may still hold what was typed before the kind was changed; they are not sent. */
export function procedureBody(draft: ProcedureDraft): Body<ProcedureInput> {
  const fields: FieldProblem[] = [];
  const { kind } = draft;
  if (kind === "") fields.push({ path: "kind", code: "missing", message: "Choose the procedure." });
  const on = neededDate("on", draft.on, "Enter the day it was done.", fields);
  const conclusion = textOrNull(draft.conclusion);
  const made = kind === "" ? null : bodyOf(kind, draft, on, conclusion, fields);
  return fields.length > 0 || made === null ? { ok: false, fields } : { ok: true, body: made };
}

function bodyOf(
  kind: ProcedureKind,
  draft: ProcedureDraft,
  on: string,
  conclusion: string | null,
  fields: FieldProblem[],
): ProcedureInput | null {
  const sample = { on, reportId: draft.reportId || null, conclusion };
  if (kind === "marrow") {
    return {
      ...sample,
      kind,
      site: draft.site || null,
      side: draft.side || null,
      samples: [...draft.samples],
      cellsCounted: numberOf("cellsCounted", draft.cellsCounted, fields),
      cellularity: numberOf("cellularity", draft.cellularity, fields),
      mrdMethod: draft.mrdMethod || null,
      mrdSensitivity: numberOf("mrdSensitivity", draft.mrdSensitivity, fields),
    };
  }
  if (kind === "lumbar-puncture") {
    return {
      ...sample,
      kind,
      whiteCells: numberOf("whiteCells", draft.whiteCells, fields),
      redCells: numberOf("redCells", draft.redCells, fields),
      blasts: draft.blasts || null,
      traumatic: draft.traumatic,
      steroidsBefore: draft.steroidsBefore,
      clinicalSigns: draft.clinicalSigns,
      cns: draft.cns || null,
    };
  }
  if (conclusion === null) {
    fields.push({ path: "conclusion", code: "missing", message: "Write what was concluded." });
    return null;
  }
  return CONCLUDED_KINDS.includes(kind) ? { kind, on, conclusion } : null;
}
