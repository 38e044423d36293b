import type { FieldProblem } from "@/lib/errors";
import { typedDate } from "./typed-date";

/** A typed form as a request body, or what must be mended before the server can be asked. */
export type Body<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] };

/** Null where the field is empty; a date that cannot be read adds its refusal. */
export function dateOf(path: string, text: string, fields: FieldProblem[]): string | null {
  const read = typedDate(text);
  if (read.ok) return read.date;
  fields.push({ path, code: "date", message: read.message });
  return null;
}

/** As `dateOf`, for a date the form cannot do without. */
export function neededDate(path: string, text: string, missing: string, fields: FieldProblem[]): string {
  if (text.trim() === "") fields.push({ path, code: "missing", message: missing });
  return dateOf(path, text, fields) ?? "";
}

export function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** Ticks or unticks one of several. */
export function toggled<T>(chosen: readonly T[], one: T): readonly T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
