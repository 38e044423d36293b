/** What a named drug is given as. */
export type DrugKind = "targeted" | "immunotherapy" | "car-t";

export interface NamedDrug {
  readonly generic: string;
  readonly brand: string;
  readonly kind: DrugKind;
  /** Works by blocking BCR::ABL1, which only Philadelphia-positive disease has. */
  readonly blocksBcrAbl1: boolean;
}

/** Source: clinical policy §11, generic and brand names as it lists them. */
export const NAMED_DRUGS: readonly NamedDrug[] = [
  { generic: "bosutinib", brand: "Bosulif", kind: "targeted", blocksBcrAbl1: true },
  { generic: "dasatinib", brand: "Sprycel", kind: "targeted", blocksBcrAbl1: true },
  { generic: "imatinib", brand: "Gleevec", kind: "targeted", blocksBcrAbl1: true },
  { generic: "nilotinib", brand: "Tasigna", kind: "targeted", blocksBcrAbl1: true },
  { generic: "ponatinib", brand: "Iclusig", kind: "targeted", blocksBcrAbl1: true },
  { generic: "blinatumomab", brand: "Blincyto", kind: "immunotherapy", blocksBcrAbl1: false },
  { generic: "inotuzumab ozogamicin", brand: "Besponsa", kind: "immunotherapy", blocksBcrAbl1: false },
  { generic: "tisagenlecleucel", brand: "Kymriah", kind: "car-t", blocksBcrAbl1: false },
];

/** Approved for patients up to and including this age, in completed years. Source: clinical policy §11. */
export const OLDEST_FOR_TISAGENLECLEUCEL = 25;

/** The drug of the list that a typed name means, by generic or brand name; null for every other drug. */
export function namedDrug(name: string): NamedDrug | null {
  const words = ` ${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return (
    NAMED_DRUGS.find(
      ({ generic, brand }) => words.includes(` ${generic} `) || words.includes(` ${brand.toLowerCase()} `),
    ) ?? null
  );
}

/** "Gleevec" → "imatinib (Gleevec)"; a name that is not on the list stays as it was typed. */
export function drugShown(name: string): string {
  const drug = namedDrug(name);
  return drug === null ? name : `${drug.generic} (${drug.brand})`;
}
