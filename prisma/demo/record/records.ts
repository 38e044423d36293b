import type { CnsClass, Lineage, RiskFactor } from "@/lib/clinical/whole-record/record-entries";
import type {
  ConcludedInput,
  FollowUpInput,
  MarkerInput,
  NoteInput,
  TrialInput,
} from "@/lib/contract/record";
import type { Plot } from "../story";

type OnDay<T> = Omit<T, "on"> & { readonly day: number };

/** What is on record of a patient besides results and treatment. Days count as in the plot. */
export interface StoryRecord {
  readonly lineage: Lineage;
  /** At the first lumbar puncture. */
  readonly cns?: CnsClass;
  readonly riskFactors?: readonly RiskFactor[];
  readonly otherRisk?: string;
  readonly markers: readonly OnDay<MarkerInput>[];
  readonly images?: readonly OnDay<ConcludedInput>[];
  readonly followUps?: readonly (Omit<FollowUpInput, "due"> & {
    readonly due: number;
    readonly done?: number;
  })[];
  readonly notes?: readonly NoteInput[];
  readonly trial?: Omit<TrialInput, "on">;
}

const found = (
  test: MarkerInput["test"],
  day: number,
  result: MarkerInput["result"],
  text: string | null = null,
): OnDay<MarkerInput> => ({ test, day, result, text });

/** Nobody's story tells of it: B lineage, Philadelphia negative. */
const ORDINARY: StoryRecord = { lineage: "B", cns: "1", markers: [found("bcr-abl1", -1, "negative")] };

/** By the key of the story. */
const RECORDS: Readonly<Record<string, StoryRecord>> = {
  anna: {
    lineage: "B",
    cns: "1",
    riskFactors: ["benzene"],
    otherRisk: "Worked with solvents for six years",
    markers: [
      found("bcr-abl1", -2, "pending"),
      found("bcr-abl1", 2, "negative"),
      found("karyotype", 4, null, "46,XX[20]"),
      found("kmt2a", 4, "negative"),
      found("ikzf1", 6, "positive", "Exons 4–7"),
    ],
    images: [
      {
        kind: "smear",
        day: -2,
        conclusion: "Blasts with scant cytoplasm and fine chromatin; few platelets, no clumps.",
      },
      { kind: "x-ray", day: -3, conclusion: "Chest: no mediastinal mass, no infiltrate." },
    ],
    followUps: [
      { test: "Echocardiogram", due: 44, note: "Before the next anthracycline" },
      { test: "Marrow with residual disease", due: 58, note: null },
      { test: "Lumbar puncture", due: 35, done: 35, note: null },
    ],
    notes: [
      { kind: "problem", text: "Fatigue and bruises for four weeks before diagnosis." },
      {
        kind: "note",
        text: "Wants her sister to be called about results.\nPrefers appointments before noon.",
      },
    ],
    trial: { nct: "NCT00000001", arm: "Arm B, invented" },
  },
  chloe: {
    lineage: "B",
    cns: "1",
    markers: [
      found("bcr-abl1", -1, "positive", "p190"),
      found("karyotype", 3, null, "46,XX,t(9;22)(q34;q11.2)[17]/46,XX[3]"),
    ],
    followUps: [{ test: "BCR::ABL1 by PCR", due: 60, note: null }],
  },
  farid: {
    lineage: "B",
    cns: "2a",
    markers: [found("bcr-abl1", -1, "pending")],
    notes: [{ kind: "problem", text: "Type 2 diabetes; glucose rises with dexamethasone." }],
  },
  jonah: {
    lineage: "B",
    cns: "1",
    markers: [
      found("etv6-runx1", 3, "negative"),
      found("hyperdiploidy", 3, "positive", "54 chromosomes"),
      found("bcr-abl1", 3, "negative"),
    ],
  },
  daniel: {
    lineage: "T",
    cns: "2b",
    markers: [found("bcr-abl1", -1, "not-done")],
    images: [
      { kind: "ct", day: -2, conclusion: "Mediastinal mass of 6 cm, airway open." },
      { kind: "ultrasound", day: -2, conclusion: "Spleen 15 cm; testes unremarkable." },
    ],
  },
  luca: { lineage: "T", cns: "1", markers: [found("bcr-abl1", 0, "negative")] },
  goran: {
    lineage: "B",
    cns: "1",
    markers: [
      found("bcr-abl1", 1, "negative"),
      found("ph-like", 9, "positive"),
      found("iamp21", 9, "negative"),
    ],
    followUps: [
      { test: "Marrow", due: 372, done: 399, note: null },
      { test: "Donor search", due: 408, note: "Two siblings" },
    ],
  },
  elif: {
    lineage: "B",
    cns: "1",
    riskFactors: ["down-syndrome"],
    markers: [found("etv6-runx1", 2, "positive")],
  },
  ines: {
    lineage: "B",
    cns: "2a",
    markers: [found("kmt2a", -7, "positive", "t(4;11)"), found("bcr-abl1", -7, "negative")],
  },
};

/** Cells of the first lumbar puncture, as the class that was chosen there asks for; of a free one they are drawn by lot. */
export const FIRST_CSF: Readonly<
  Partial<Record<CnsClass, readonly [white: string, red: string, blasts: string]>>
> = {
  "2a": ["3", "4", "6"],
  "2b": ["4", "38", "5"],
};

export const storyRecord = ({ key }: Plot): StoryRecord => RECORDS[key] ?? ORDINARY;
