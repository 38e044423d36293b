import { bbmt2010 } from "./bbmt-2010";
import { cibmtr } from "./cibmtr";
import type { CriteriaSet } from "./criteria-set";
import { eln2024 } from "./eln-2024";
import { marrowGrade } from "./marrow-grade";

/** The named definitions shown beside the headline, in this order. */
export const CRITERIA_SETS: readonly CriteriaSet[] = [eln2024, cibmtr, bbmt2010, marrowGrade];
