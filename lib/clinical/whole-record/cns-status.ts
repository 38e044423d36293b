import type { LocalDate } from "../../branded";
import { daysBetween } from "../calendar";
import type { CnsClass } from "./record-entries";

/** What a lumbar puncture showed; null where it is not known. Cells per µL. */
export interface CsfFindings {
  readonly whiteCells: number | null;
  readonly redCells: number | null;
  readonly blasts: "none" | "seen" | null;
  /** As whoever did it says; the count of red cells goes before it. */
  readonly traumatic: boolean;
  /** Facial nerve palsy, brain or eye involvement, hypothalamic syndrome. */
  readonly clinicalSigns: boolean;
}

/** Cells of the same blood: both in cells per litre ÷ 10⁹. */
export interface BloodCells {
  readonly date: LocalDate;
  /** 10*9/L */
  readonly wbc: number;
  /** 10*12/L */
  readonly rbc: number;
}

export interface CnsSuggestion {
  /** One class, or those that what is missing leaves open; empty where nothing can be said. */
  readonly classes: readonly CnsClass[];
  /** Why, in a sentence. */
  readonly reason: string;
}

export const CNS_SOURCE =
  "Children's Oncology Group classes; traumatic puncture by Steinherz and Bleyer: CNS3 where CSF WBC ÷ RBC is above twice the blood's";

/** From this many white cells per µL, with blasts, it is CNS3. */
const MANY_WHITE = 5;
/** From this many red cells per µL the puncture is traumatic. */
const BLOODY = 10;

/** The class the numbers suggest; a clinician chooses. */
export function suggestedCns(csf: CsfFindings, blood: BloodCells | null): CnsSuggestion {
  if (csf.clinicalSigns) return one("3c", "Clinical signs of CNS leukaemia.");
  if (csf.blasts === null) return { classes: [], reason: "Whether blasts were seen is not recorded." };
  if (csf.blasts === "none") return one("1", "No blasts in the CSF.");
  if (csf.whiteCells === null) return { classes: [], reason: "Blasts; the white cells were not counted." };
  const bloody = csf.redCells === null ? csf.traumatic || null : csf.redCells >= BLOODY;
  const cells = `Blasts, ${csf.whiteCells} white cells/µL`;
  if (csf.whiteCells < MANY_WHITE) {
    if (bloody === null) return { classes: ["2a", "2b"], reason: `${cells}; red cells are needed.` };
    return bloody
      ? one("2b", `${cells} (below ${MANY_WHITE}), traumatic.`)
      : one("2a", `${cells} (below ${MANY_WHITE}), not traumatic.`);
  }
  if (bloody === null) return { classes: ["2c", "3a", "3b"], reason: `${cells}; red cells are needed.` };
  if (!bloody) return one("3a", `${cells} (${MANY_WHITE} or more), not traumatic.`);
  return traumatic(cells, csf.whiteCells, csf.redCells, blood);
}

function traumatic(
  cells: string,
  whiteCells: number,
  redCells: number | null,
  blood: BloodCells | null,
): CnsSuggestion {
  if (redCells === null || redCells === 0 || blood === null || blood.rbc <= 0) {
    const missing =
      redCells === null || redCells === 0 ? "red cells of the CSF" : "a blood count with WBC and RBC";
    return { classes: ["2c", "3b"], reason: `${cells}, traumatic; ${missing} would decide.` };
  }
  const inCsf = whiteCells / redCells;
  const inBlood = blood.wbc / (blood.rbc * 1000);
  const compared = `${cells}, traumatic; CSF WBC ÷ RBC ${plain(inCsf)}, blood of ${blood.date} ${plain(inBlood)}`;
  return inCsf > 2 * inBlood
    ? one("3b", `${compared}: above twice the blood's.`)
    : one("2c", `${compared}: not above twice the blood's.`);
}

const one = (found: CnsClass, reason: string): CnsSuggestion => ({ classes: [found], reason });

const plain = (ratio: number) => String(Number(ratio.toPrecision(2)));

/** The count nearest to a day, not further away than the pairing of counts allows; of two the later. */
export function nearestBlood(
  counts: readonly BloodCells[],
  on: LocalDate,
  mostDays: number,
): BloodCells | null {
  const distance = ({ date }: BloodCells) => Math.abs(daysBetween(on, date));
  return (
    counts
      .filter((count) => distance(count) <= mostDays)
      .sort((a, b) => distance(a) - distance(b) || (a.date < b.date ? 1 : -1))[0] ?? null
  );
}
