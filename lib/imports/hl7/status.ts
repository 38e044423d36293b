import type { ReportStatus } from "@/lib/clinical/record";
import type { ValueStatus } from "../report-status";

/** OBX-11 (HL7 table 0085). */
const VALUE_STATUS: Readonly<Record<string, ValueStatus>> = {
  F: "final",
  V: "final",
  C: "corrected",
  A: "amended",
  B: "amended",
  P: "preliminary",
  I: "preliminary",
  R: "preliminary",
  S: "preliminary",
  X: "absent",
  N: "absent",
  O: "absent",
  U: "status-only",
  D: "entered-in-error",
  W: "entered-in-error",
};

/** OBR-25 (HL7 table 0123); "A" (some, not all available) says nothing of the values that are there. */
const ORDER_STATUS: Readonly<Record<string, ReportStatus>> = {
  F: "final",
  C: "corrected",
  P: "preliminary",
  R: "preliminary",
  I: "preliminary",
  S: "preliminary",
  O: "preliminary",
  M: "preliminary",
  X: "cancelled",
};

export const valueStatus = (code: string): ValueStatus | null => own(VALUE_STATUS, code);

export const orderStatus = (code: string): ReportStatus | null => own(ORDER_STATUS, code);

function own<T>(table: Readonly<Record<string, T>>, code: string): T | null {
  const key = code.toUpperCase();
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
