import type { TestName } from "../match-analyte";
import type { Segment } from "./segments";

const TEXT_TYPES = new Set(["NM", "ST", "TX", "FT", "IS", "ID", "SI", "DT", "TM", "TS", "DTM", ""]);
const CODED_TYPES = new Set(["CE", "CWE", "CNE", "CF"]);

/** One repetition of OBX-5 by the data type in OBX-2; null for types that carry no text (a document, an address). */
export function observedText(segment: Segment, repetition: number): string | null {
  const type = segment.component(2, 1).toUpperCase();
  if (type === "SN") return structuredNumeric(segment, repetition);
  if (CODED_TYPES.has(type)) return codedText(segment, repetition);
  // Text types have no components, so a "^" in them is the sender's own.
  return TEXT_TYPES.has(type) ? segment.verbatim(5, repetition) : null;
}

/** <comparator>^<number>^<separator>^<number>: ">^100" is ">100", "^1^-^3" is "1-3". */
function structuredNumeric(segment: Segment, repetition: number): string {
  return [1, 2, 3, 4]
    .map((component) => segment.component(5, component, repetition))
    .map((part, index) => (index === 0 && part === "=" ? "" : part))
    .join("");
}

/** What a person wrote (the original text) before what the code table says, before the bare code. */
function codedText(segment: Segment, repetition: number): string {
  for (const component of [9, 2, 5, 1, 4]) {
    const text = segment.component(5, component, repetition);
    if (text !== "") return text;
  }
  return "";
}

/** OBX-6 as sent: the code, or its text where only that is given. */
export function observedUnit(segment: Segment): string | null {
  return segment.component(6, 1) || segment.component(6, 2) || null;
}

/** A coded element (CE, CWE): identifier, text, system, and up to two alternates. */
export function codedName(segment: Segment, field: number): TestName {
  const codes = [1, 4, 10]
    .map((at) => ({ code: segment.component(field, at), system: segment.component(field, at + 2) }))
    .filter(({ code }) => code !== "");
  const label = [2, 5, 9, 11, 1].map((at) => segment.component(field, at)).find((text) => text !== "") ?? "";
  return { codes, label };
}

/** OBX-8 (HL7 table 0078), one flag a repetition. */
export function flagsOf(segment: Segment): readonly string[] {
  return Array.from({ length: segment.repetitions(8) }, (_, index) =>
    segment.component(8, 1, index + 1).toUpperCase(),
  );
}
