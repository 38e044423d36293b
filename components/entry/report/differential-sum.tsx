import { showNumber } from "@/lib/display";
import type { ValueDrafts } from "./report-draft";
import { differentialSum } from "./report-sums";

/** The differential's sum while it is typed; what is wrong with it is for the core to say. */
export function DifferentialSum({ values }: { readonly values: ValueDrafts }) {
  const sum = differentialSum(values);
  if (sum === null) return null;
  return (
    <span>
      Differential adds up to {showNumber(sum.total)} %{sum.complete ? "" : " so far"}
    </span>
  );
}
