import type { TestCode } from "../match-analyte";
import { JsonNumber, JsonObject, type JsonValue } from "./json-value";

/** A member of an object, where it is an object; null for anything else. */
export function child(object: JsonObject | null, key: string): JsonObject | null {
  const value = object?.get(key);
  return value instanceof JsonObject ? value : null;
}

/** A list, also where a sender wrote its only member without the brackets. */
export function members(object: JsonObject | null, key: string): readonly JsonValue[] {
  const value = object?.get(key);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as JsonValue];
}

export function children(object: JsonObject | null, key: string): readonly JsonObject[] {
  return members(object, key).filter((value) => value instanceof JsonObject);
}

/** A text, or a number's digits as they were written; "" where there is neither. */
export function textOf(object: JsonObject | null, key: string): string {
  const value = object?.get(key);
  if (typeof value === "string") return value;
  return value instanceof JsonNumber ? value.text : "";
}

/** One coding of a code: what stands for it, the system without its wrapping, and what it is called. */
export interface Coding extends TestCode {
  readonly display: string;
}

export interface Concept {
  readonly codings: readonly Coding[];
  readonly text: string;
}

const NOTHING: Concept = { codings: [], text: "" };

/** A CodeableConcept. */
export function concept(object: JsonObject | null): Concept {
  if (object === null) return NOTHING;
  const codings = children(object, "coding").map((coding) => ({
    code: textOf(coding, "code"),
    // LOINC is named by its address, and by its OID in what was a document before.
    system: textOf(coding, "system")
      .replace(/^urn:oid:/i, "")
      .replace(/^https:/i, "http:"),
    display: textOf(coding, "display"),
  }));
  return {
    codings: codings.filter(({ code, display }) => code !== "" || display !== ""),
    text: textOf(object, "text"),
  };
}

/** What a person wrote before what the code table says, before the bare code. */
export function words({ codings, text }: Concept): string {
  if (text !== "") return text;
  return codings.find(({ display }) => display !== "")?.display ?? codings[0]?.code ?? "";
}

/** Extensions that change the meaning of what holds them; none is known here, so each makes it unusable. */
export function isModified(object: JsonObject | null): boolean {
  return members(object, "modifierExtension").length > 0 || textOf(object, "implicitRules") !== "";
}
