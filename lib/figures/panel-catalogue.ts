import { ANALYTES, type AnalyteCode } from "../clinical/analytes";
import type { JudgedReport } from "../clinical/assessment";
import type { Policy } from "../clinical/policy";
import type { Specimen } from "../clinical/record";
import type { ReferenceMark } from "./course-model";

/** How one analyte is drawn: what does not follow from the values themselves. */
interface DrawnAs {
  readonly scale: "linear" | "log";
  /** The least stretch of the scale, so that an ordinary course always has the same shape. */
  readonly span: readonly [number, number];
  /** Dotted lines, in the canonical unit (UX: the levels clinicians act on). */
  readonly levels?: readonly number[];
  /** The policy's limit: a red dashed line, and the shading where the analyte has no interval of its own. */
  readonly limit?: (policy: Policy) => number;
}

const DRAWN = {
  MARROW_BLAST: {
    scale: "log",
    span: [0.1, 100],
    levels: [25],
    limit: (policy) => policy.marrowBlasts.value,
  },
  MRD: { scale: "log", span: [0.001, 10], limit: (policy) => policy.residualDisease.value },
  WBC: { scale: "log", span: [0.1, 100] },
  ANC: { scale: "linear", span: [0, 8], levels: [0.5, 1] },
  HGB: { scale: "linear", span: [6, 16] },
  PLT: { scale: "linear", span: [0, 400], levels: [100] },
  LYMPH: { scale: "linear", span: [0, 5] },
  MONO: { scale: "linear", span: [0, 2] },
  EOS: { scale: "linear", span: [0, 1] },
  BASO: { scale: "linear", span: [0, 0.5] },
  BLAST_ABS: { scale: "log", span: [0.1, 100] },
  RBC: { scale: "linear", span: [2, 6] },
  HCT: { scale: "linear", span: [20, 50] },
  MCV: { scale: "linear", span: [70, 110] },
  RETIC: { scale: "linear", span: [0, 150] },
  CSF_WBC: { scale: "log", span: [1, 100], levels: [5] },
} as const satisfies Partial<Record<AnalyteCode, DrawnAs>>;

export const DEFAULT_PANELS = ["MARROW_BLAST", "WBC", "ANC", "HGB", "PLT"] as const satisfies AnalyteCode[];

/** What a course opens with: residual disease beside the marrow blasts, once it was ever measured. */
export function openingPanels(reports: readonly Pick<JudgedReport, "results">[]): AnalyteCode[] {
  const measured = new Set(reports.flatMap(({ results }) => results.map(({ analyte }) => analyte)));
  return DEFAULT_PANELS.flatMap((analyte) =>
    analyte === "MARROW_BLAST" && measured.has("MRD") ? [analyte, "MRD" as const] : [analyte],
  );
}

/** Marrow first, then the counts, then what else was measured, as the catalogue has it. */
export function inPanelOrder(analytes: readonly AnalyteCode[]): AnalyteCode[] {
  const order = [...Object.keys(DRAWN), ...Object.keys(ANALYTES)];
  return [...new Set(analytes)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Counts come at least monthly even in maintenance; six weeks without one is a gap. */
const COUNT_JOIN = 42;
/** Marrows of one treatment phase lie weeks apart; those of two phases should not be joined. */
const MARROW_JOIN = 100;

export interface PanelStyle {
  readonly label: string;
  readonly unit: string;
  readonly specimen: Specimen;
  readonly scale: "linear" | "log";
  readonly span: readonly [number, number];
  readonly lines: readonly ReferenceMark[];
  readonly target: { readonly low: number | null; readonly high: number | null } | null;
  /** A run is broken where more days than this lie between two values: nothing is known of them. */
  readonly longestJoin: number;
  /** Values are written beside the points: few and decisive. */
  readonly labelled: boolean;
}

/** Any analyte of the catalogue can be a panel; an unlisted one is linear from 0, to 100 for a share. */
export function panelStyle(analyte: AnalyteCode, policy: Policy): PanelStyle {
  const { label, displayUnit, specimen } = ANALYTES[analyte];
  const drawn: DrawnAs = (DRAWN as Partial<Record<AnalyteCode, DrawnAs>>)[analyte] ?? {
    scale: "linear",
    span: [0, displayUnit === "%" ? 100 : 1],
  };
  const limit = drawn.limit?.(policy);
  const marrow = specimen === "marrow";
  const lines: ReferenceMark[] = (drawn.levels ?? []).map((y) => ({
    y,
    label: y < 10 ? y.toFixed(1) : String(y),
    kind: "reference",
  }));
  if (limit !== undefined) lines.unshift({ y: limit, label: `${limit} ${displayUnit}`, kind: "critical" });
  return {
    label,
    unit: displayUnit,
    specimen,
    scale: drawn.scale,
    span: drawn.span,
    lines,
    target: limit === undefined ? null : { low: null, high: limit },
    longestJoin: marrow ? MARROW_JOIN : COUNT_JOIN,
    labelled: marrow,
  };
}
