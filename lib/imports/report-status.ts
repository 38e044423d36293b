import type { ReportStatus } from "@/lib/clinical/record";

/**
 * What a source says of one value. `absent`: there is no result and there will be none. `status-only`: final now,
 * with the value of an earlier message, which an empty value here must not overwrite.
 */
export type ValueStatus =
  | "final"
  | "corrected"
  | "amended"
  | "preliminary"
  | "absent"
  | "status-only"
  | "entered-in-error";

/** What a value's own status and its order's come to; the doubtful of the two holds, and null is doubtful. */
export function effectiveStatus(order: ReportStatus | null, value: ValueStatus | null): ValueStatus | null {
  if (value === "absent" || value === "entered-in-error" || value === "status-only") return value;
  if (order === "preliminary") return "preliminary";
  if (value !== null) return value;
  if (order === "cancelled") return "absent";
  return order === "final" || order === "corrected" || order === "amended" ? order : null;
}

/**
 * The status of a report from its orders and the effective statuses of its values. One value that stands makes
 * the report stand, so that a differential still to come does not take the count beside it out of use.
 */
export function reportStatus(
  orders: readonly (ReportStatus | null)[],
  values: readonly (ValueStatus | null)[],
): ReportStatus {
  const present = values.filter((status) => status !== "absent");
  if (present.length > 0 && present.every((status) => status === "entered-in-error"))
    return "entered-in-error";
  if (orders.length > 0 && orders.every((status) => status === "cancelled")) return "cancelled";
  const standing = present.some((status) => status !== null && STANDING.has(status));
  if (!standing) {
    if (present.length > 0 || orders.includes("preliminary")) return "preliminary";
    return (
      orders.find((status) => status === "final" || status === "corrected" || status === "amended") ??
      "cancelled"
    );
  }
  if (orders.includes("corrected") || present.includes("corrected")) return "corrected";
  if (present.includes("entered-in-error")) return "corrected";
  return orders.includes("amended") || present.includes("amended") ? "amended" : "final";
}

const STANDING: ReadonlySet<ValueStatus> = new Set(["final", "corrected", "amended", "status-only"]);
