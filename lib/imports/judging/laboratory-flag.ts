import { parseMeasurement } from "@/lib/clinical/measurement";
import type { ImportProblem, ImportRow } from "../import-format";
import type { RowProblem } from "../observation";

/** HL7 table 0078 and its FHIR twin: which side of the interval a flag speaks of. Others have no side. */
const SIDES: Readonly<Record<string, "below" | "inside" | "above">> = {
  L: "below",
  LL: "below",
  LU: "below",
  N: "inside",
  H: "above",
  HH: "above",
  HU: "above",
};

/**
 * A flag under which the number alone is not the result: "1000" flagged ">" is more than 1000, and a failed quality
 * control makes it no result at all.
 */
export function flagDoubt(flags: readonly string[], { text, decimalMark }: ImportRow): RowProblem | null {
  if (flags.length === 0 || parseMeasurement(text, decimalMark).kind !== "number") return null;
  const off = flags.find((flag) => flag === "<" || flag === ">");
  const reason =
    off !== undefined
      ? `The laboratory flags the number as beyond its instrument's scale (“${off}”): the value is ${off}${text.trim().slice(0, 40)}, or further.`
      : flags.includes("QCF")
        ? "The laboratory flags the value: its quality control failed."
        : null;
  return reason === null ? null : { outcome: "set-aside", code: "off-scale", reason };
}

/** Where the laboratory's flag and its own interval do not say the same: one of the two, or the unit, is wrong. */
export function flagNote(flags: readonly string[], row: ImportRow): ImportProblem | null {
  if (flags.length === 0 || row.interval === null) return null;
  const measured = parseMeasurement(row.text, row.decimalMark);
  if (measured.kind !== "number") return null;
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = row.interval;
  if (low > high) return null;
  const side = measured.value < low ? "below" : measured.value > high ? "above" : "inside";
  const flag = flags.find((one) => Object.hasOwn(SIDES, one));
  if (flag === undefined || SIDES[flag] === side) return null;
  const message = `The laboratory's flag is “${flag}”, and the value lies ${side} the interval it sent.`;
  return { code: "flag-differs", message };
}
