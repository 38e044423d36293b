import { continued, type Point, valueOn } from "./curve";
import type { Random } from "./random";

/** What the marrow itself gives to the blood, day by day since the start of induction. ×10⁹/L; haemoglobin g/dL. */
export interface BloodCourse {
  readonly blasts: readonly Point[];
  readonly neutrophils: readonly Point[];
  readonly lymphocytes: readonly Point[];
  readonly monocytes: readonly Point[];
  readonly haemoglobin: readonly Point[];
  readonly platelets: readonly Point[];
}

/** One patient's way through induction: what they come with, how deep they fall, what they have again and when. */
export interface InductionShape {
  readonly wbc: number;
  /** Share of the white cells at presentation. */
  readonly blastShare: number;
  readonly anc: number;
  readonly hgb: number;
  readonly plt: number;
  /** Day on which steroids begin to melt the blasts: before Day 1 where there is a prephase. */
  readonly meltsFrom?: number;
  /** Day by which the smear shows none. */
  readonly cleared: number;
  readonly nadir?: { readonly anc?: number; readonly hgb?: number; readonly plt?: number };
  /** Day on which neutrophils reach 0.5 again. */
  readonly recovery?: number;
  /** Day by which what follows is reached. */
  readonly recoveredOn: number;
  readonly recovered: {
    readonly anc: number;
    readonly lymph: number;
    readonly hgb: number;
    readonly plt: number;
  };
}

/**
 * Induction as it usually goes: blasts melt under steroids within a week, everything else is lowest about days 10 to
 * 18, neutrophils come back in the fourth week, platelets a few days before them and then overshoot.
 */
export function inductionCourse(shape: InductionShape): BloodCourse {
  const { meltsFrom = 0, cleared, recoveredOn, recovered } = shape;
  // Beyond a few thousand normal cells everything that circulates is leukaemia.
  const blasts = Math.max(shape.wbc * shape.blastShare, shape.wbc - shape.anc - 4);
  const nadir = { anc: 0.06, hgb: 7.9, plt: 12, ...shape.nadir };
  const recovery = shape.recovery ?? Math.min(23, recoveredOn - 4);
  const lymph = Math.max(0.4, shape.wbc - blasts - shape.anc - 0.3);
  return {
    blasts: [
      [meltsFrom - 6, blasts * 0.8],
      [meltsFrom - 1, blasts],
      [meltsFrom, blasts],
      [meltsFrom + (cleared - meltsFrom) * 0.45, blasts * 0.16],
      [cleared - 0.5, 0.01],
      [cleared, 0],
    ],
    neutrophils: [
      [0, shape.anc],
      [3, shape.anc * 0.8],
      [8, 0.24],
      [12, nadir.anc],
      [recovery - 6, nadir.anc * 1.2],
      [recovery - 2, 0.22],
      [recovery, 0.55],
      [recoveredOn, recovered.anc],
    ],
    lymphocytes: [
      [0, lymph],
      [5, 0.55],
      [10, 0.34],
      [17, 0.3],
      [recovery, 0.7],
      [recoveredOn, recovered.lymph],
    ],
    monocytes: [
      [0, Math.min(0.3, shape.wbc * 0.03)],
      [6, 0.04],
      [14, 0.01],
      [recovery - 3, 0.08],
      [recoveredOn - 2, 0.6],
      [recoveredOn + 3, 0.45],
    ],
    haemoglobin: [
      [-3, shape.hgb],
      [0, shape.hgb - 0.3],
      [9, nadir.hgb],
      [14, nadir.hgb],
      [recoveredOn, recovered.hgb],
      [recoveredOn + 24, recovered.hgb + 0.6],
    ],
    platelets: [
      [-3, shape.plt],
      [0, shape.plt * 0.9],
      [6, nadir.plt],
      [13, nadir.plt],
      [17, 26],
      [Math.min(22, recoveredOn - 5), recovered.plt * 0.38],
      [recoveredOn, recovered.plt],
      [recoveredOn + 6, recovered.plt * 1.14],
      [recoveredOn + 16, recovered.plt * 0.95],
    ],
  };
}

/** What becomes of a course later: each line goes on from the first day named for it. */
export function followedBy(course: BloodCourse, later: Partial<BloodCourse>): BloodCourse {
  const line = (name: keyof BloodCourse) => continued(course[name], later[name] ?? []);
  return {
    blasts: line("blasts"),
    neutrophils: line("neutrophils"),
    lymphocytes: line("lymphocytes"),
    monocytes: line("monocytes"),
    haemoglobin: line("haemoglobin"),
    platelets: line("platelets"),
  };
}

/** A block of chemotherapy after remission, milder than induction: lowest two weeks in, back after four. */
export function block(from: number, depth: "mild" | "deep"): Partial<BloodCourse> {
  const low = depth === "mild" ? { anc: 0.9, plt: 95, hgb: 10.4 } : { anc: 0.2, plt: 28, hgb: 8.6 };
  return {
    neutrophils: [
      [from + 1, 3.1],
      [from + 9, low.anc * 1.4],
      [from + 15, low.anc],
      [from + 22, 1.3],
      [from + 29, 2.6],
    ],
    lymphocytes: [
      [from + 1, 1.4],
      [from + 14, 0.6],
      [from + 28, 1.2],
    ],
    haemoglobin: [
      [from + 1, 12.6],
      [from + 16, low.hgb],
      [from + 32, 12.4],
    ],
    platelets: [
      [from + 1, 270],
      [from + 9, low.plt * 1.5],
      [from + 15, low.plt],
      [from + 22, 140],
      [from + 29, 250],
    ],
  };
}

/** Cells and haemoglobin in one sample; transfusions are in them. */
export interface Cells {
  readonly blasts: number;
  readonly neutrophils: number;
  readonly lymphocytes: number;
  readonly monocytes: number;
  readonly eosinophils: number;
  readonly hgb: number;
  readonly plt: number;
}

export interface Transfusion {
  readonly kind: "platelets" | "red-cells";
  readonly day: number;
}

/** How much one transfusion lifts a count, by the size of the patient, and when it is given. */
export interface TransfusionHabit {
  readonly redCellsBelow: number;
  readonly plateletsBelow: number;
  /** g/dL for what is given on one day. */
  readonly redCellsLift: number;
  /** ×10⁹/L on the day itself; half is gone within two days. */
  readonly plateletsLift: number;
}

export const ADULT_HABIT: TransfusionHabit = {
  redCellsBelow: 7.5,
  plateletsBelow: 15,
  redCellsLift: 1.9,
  plateletsLift: 32,
};

export const CHILD_HABIT: TransfusionHabit = {
  redCellsBelow: 7.2,
  plateletsBelow: 15,
  redCellsLift: 2.6,
  plateletsLift: 58,
};

const PLATELET_HALF_LIFE = 1.8;
const RED_CELL_HALF_LIFE = 40;

/**
 * The samples of the given days, and the transfusions that the ward gave after seeing them: on the day of the count,
 * so that the next one shows the lift. `given` adds those that had another reason.
 */
export function samples(
  course: BloodCourse,
  days: readonly number[],
  habit: TransfusionHabit,
  random: Random,
  given: readonly Transfusion[] = [],
): { readonly cells: ReadonlyMap<number, Cells>; readonly transfusions: readonly Transfusion[] } {
  const transfusions: Transfusion[] = [...given];
  const lift = (kind: Transfusion["kind"], day: number, most: number, halfLife: number) =>
    transfusions
      .filter((one) => one.kind === kind && one.day < day)
      .reduce((sum, one) => sum + most * 0.5 ** ((day - one.day) / halfLife), 0);
  const cells = new Map<number, Cells>();
  for (const day of [...days].sort((a, b) => a - b)) {
    const measured = (points: readonly Point[], share: number) => random.near(valueOn(points, day), share);
    const one: Cells = {
      blasts: measured(course.blasts, 0.12),
      neutrophils: measured(course.neutrophils, 0.12),
      lymphocytes: measured(course.lymphocytes, 0.1),
      monocytes: measured(course.monocytes, 0.15),
      eosinophils: 0.03 * valueOn(course.neutrophils, day) * random.next(),
      hgb:
        measured(course.haemoglobin, 0.025) + lift("red-cells", day, habit.redCellsLift, RED_CELL_HALF_LIFE),
      plt: measured(course.platelets, 0.1) + lift("platelets", day, habit.plateletsLift, PLATELET_HALF_LIFE),
    };
    cells.set(day, one);
    if (one.hgb < habit.redCellsBelow) transfusions.push({ kind: "red-cells", day });
    if (one.plt < habit.plateletsBelow) transfusions.push({ kind: "platelets", day });
  }
  return { cells, transfusions: transfusions.sort((a, b) => a.day - b.day) };
}
