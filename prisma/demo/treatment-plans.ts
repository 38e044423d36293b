import type { StoryCourse } from "./story";

type Plan = Omit<StoryCourse, "from" | "until">;

/** Names that belong to no real protocol. */
const CHEMOTHERAPY = { kinds: ["chemotherapy"] } as const;

const plan = (phase: Plan["phase"], protocol: string, ...agents: string[]): Plan => ({
  phase,
  protocol,
  kinds: [...CHEMOTHERAPY.kinds],
  agents,
});

export const PLANS = {
  prephase: plan("prephase", "Steroid", "prednisone"),
  adultInduction: plan(
    "induction",
    "Adult protocol, four drugs",
    "vincristine",
    "daunorubicin",
    "dexamethasone",
    "pegaspargase",
  ),
  targetedInduction: {
    ...plan("induction", "Targeted protocol", "dasatinib", "vincristine", "dexamethasone"),
    kinds: ["chemotherapy", "targeted"],
  },
  childInduction: plan(
    "induction",
    "Children’s protocol, three drugs",
    "vincristine",
    "dexamethasone",
    "pegaspargase",
  ),
  infantInduction: plan(
    "induction",
    "Infant protocol",
    "vincristine",
    "dexamethasone",
    "cytarabine",
    "daunorubicin",
    "pegaspargase",
  ),
  secondInduction: plan("re-induction", "Salvage block A", "fludarabine", "cytarabine", "idarubicin"),
  consolidation: plan("consolidation", "Block 1", "cyclophosphamide", "cytarabine", "mercaptopurine"),
  highDose: plan("interim-maintenance", "High-dose methotrexate", "methotrexate", "mercaptopurine"),
  delayedIntensification: plan(
    "delayed-intensification",
    "Block 2",
    "vincristine",
    "doxorubicin",
    "dexamethasone",
    "pegaspargase",
  ),
  maintenance: plan("maintenance", "Oral, two drugs", "mercaptopurine", "methotrexate"),
} as const satisfies Record<string, Plan>;

/** A plan from one day to another; null: it goes on. */
export const given = (name: keyof typeof PLANS, from: number, until: number | null = null): StoryCourse => ({
  ...PLANS[name],
  kinds: [...PLANS[name].kinds],
  agents: [...PLANS[name].agents],
  from,
  until,
});
