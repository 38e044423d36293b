import { Tag, type TagTone } from "@/components/ui/tag";
import { type PlannedTest, type PlanState, planState } from "@/lib/clinical/whole-record/follow-up";
import { showPlanState } from "@/lib/record-display";

const TONES: Record<PlanState, TagTone> = {
  done: "met",
  overdue: "critical",
  due: "open",
  planned: "plain",
};

/** Where a planned test stands today. */
export function PlanMark({ plan, today }: { readonly plan: PlannedTest; readonly today: string }) {
  const state = planState(plan, today);
  return <Tag tone={TONES[state]}>{showPlanState(state)}</Tag>;
}
