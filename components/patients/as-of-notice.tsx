import { History } from "lucide-react";
import { LinkButton } from "@/components/ui/button";
import type { Assessment } from "@/lib/clinical/assessment";
import { showDate, showInstant } from "@/lib/display";

/** In sight with the patient's name for as long as the page shows the past. */
export function AsOfNotice({
  asOf,
  assessment,
  timeZone,
  back,
}: {
  /** As the address has it: a date alone is the end of that day. */
  readonly asOf: string;
  readonly assessment: Pick<Assessment, "asOf" | "policy">;
  readonly timeZone: string;
  /** The same view of now. */
  readonly back: string;
}) {
  const { policy } = assessment;
  const moment = asOf.includes("T")
    ? showInstant(assessment.asOf.instant, timeZone)
    : `${showDate(asOf)}, end of the day`;
  return (
    <div
      role="status"
      className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm border-2 border-open bg-open-weak px-3 py-1.5"
    >
      <History aria-hidden="true" className="size-4 shrink-0 text-open" />
      <p className="font-semibold">As it was known on {moment}</p>
      <p className="min-w-0 flex-1 basis-72 text-sm">
        Results, corrections and statuses that came later are left out; judged by the policy in force then (
        {policy.id} {policy.version}). Treatment and findings are as recorded today.
      </p>
      <LinkButton href={back} size="small" look="primary" scroll={false}>
        Back to now
      </LinkButton>
    </div>
  );
}
