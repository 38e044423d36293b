import { REASON_DAYS, type WorklistReason } from "@/lib/contract/worklist";

/** What each group says of itself, its threshold in words. */
export const REASON_WORDS: Readonly<
  Record<WorklistReason, { readonly title: string; readonly says: string }>
> = {
  critical: {
    title: "Critical value unseen",
    says: "beyond the site's critical limits for the first time, or beyond a further one; an oncologist acknowledges it",
  },
  "window-open": {
    title: "Marrow window open, no sample",
    says: "no marrow yet between the first and the last day of the window",
  },
  "window-soon": {
    title: `Window opens within ${REASON_DAYS["window-soon"]} days`,
    says: "plan the marrow",
  },
  missed: { title: "Milestone missed", says: "the window closed without a marrow" },
  criterion: {
    title: "Criterion newly met or lost",
    says: `since your last review; where you have none, in the last ${REASON_DAYS.criterion} days`,
  },
  recurrence: {
    title: "Possible recurrence to confirm",
    says: "marrow above the limit or blood blasts after the criterion was met; no clinician has answered",
  },
  unsettled: {
    title: "Preliminary or unconfirmed values",
    says: "shown, not used by any verdict until they are final or confirmed",
  },
  silent: {
    title: `No results for ${REASON_DAYS.silent} days`,
    says: "treatment is not over and nothing has come in",
  },
  "follow-up": {
    title: "Follow-up due",
    says: `overdue, or due within ${REASON_DAYS["follow-up"]} days`,
  },
};
