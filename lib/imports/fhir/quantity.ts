import { type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import { sameScale } from "@/lib/clinical/quantity";
import type { RowProblem } from "../observation";
import { textOf } from "./element";
import type { JsonObject } from "./json-value";

/** A quantity as sent. */
export interface Quantity {
  /** With its comparator; "" where there is no number. */
  readonly text: string;
  readonly unit: string | null;
  readonly doubt: RowProblem | null;
}

const UCUM = /^(http:\/\/unitsofmeasure\.org\/?|2\.16\.840\.1\.113883\.6\.8)$/;
const COMPARATORS: ReadonlySet<string> = new Set(["", "<", "<=", ">=", ">"]);

/** The code where it is UCUM, else what is printed. */
export function unitOf(quantity: JsonObject | null): string | null {
  const code = textOf(quantity, "code");
  const printed = textOf(quantity, "unit");
  const system = textOf(quantity, "system")
    .replace(/^urn:oid:/i, "")
    .replace(/^https:/i, "http:");
  const coded = code !== "" && (UCUM.test(system) || printed === "");
  return (coded ? code : printed) || null;
}

export function readQuantity(quantity: JsonObject, analyte: AnalyteCode | null): Quantity {
  const digits = textOf(quantity, "value");
  const comparator = textOf(quantity, "comparator");
  const unit = unitOf(quantity);
  if (digits === "") return { text: "", unit, doubt: null };
  if (!COMPARATORS.has(comparator)) {
    const reason = `The comparator “${comparator.slice(0, 20)}” is none that is known.`;
    return { text: digits, unit, doubt: { outcome: "set-aside", code: "unreadable", reason } };
  }
  return { text: comparator + digits, unit, doubt: analyte === null ? null : twoUnits(quantity, analyte) };
}

/** A unit and its code that say two different things: which of them the number is in is not to be guessed. */
function twoUnits(quantity: JsonObject, analyte: AnalyteCode): RowProblem | null {
  const [code, printed] = [textOf(quantity, "code"), textOf(quantity, "unit")];
  if (code === printed) return null;
  const [coded, named] = [acceptUnit(analyte, code), acceptUnit(analyte, printed)];
  if (!coded || !named || sameScale(coded.scale, named.scale)) return null;
  const reason = `The unit is printed as ${printed} and coded as ${code}: one of the two is wrong.`;
  return { outcome: "set-aside", code: "unit-refused", reason };
}

/** Whether two spellings are one unit for an analyte; nothing stated is the value's own. */
export function isSameUnit(one: string | null, other: string | null, analyte: AnalyteCode | null): boolean {
  if (one === null || one === other) return true;
  if (other === null || analyte === null) return false;
  const [first, second] = [acceptUnit(analyte, one), acceptUnit(analyte, other)];
  return first !== null && second !== null && sameScale(first.scale, second.scale);
}
