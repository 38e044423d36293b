import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { RowProblem } from "../observation";
import { child, concept, textOf, words } from "./element";
import { JsonNumber, JsonObject, type JsonValue } from "./json-value";
import { isSameUnit, type Quantity, readQuantity } from "./quantity";

const doubt = (code: RowProblem["code"], reason: string): RowProblem => ({
  outcome: "set-aside",
  code,
  reason,
});

const VALUE = /^value[A-Z]/;

/** Whether an observation or component gives a value at all, or says why there is none. */
export function saysNothing(json: JsonObject): boolean {
  return valueKeys(json).length === 0 && !json.has("dataAbsentReason");
}

/** The value of an observation or of one of its components, as text; a reason for its absence is never a number. */
export function readValue(json: JsonObject, analyte: AnalyteCode | null): Quantity {
  const [key, second] = valueKeys(json);
  const absent = absence(json);
  if (key === undefined) {
    const said = absent === "" ? "The source gives no value, and no reason why." : noValue(absent);
    return { text: absent, unit: null, doubt: doubt("no-value", said) };
  }
  const read = readTyped(key, json.get(key) ?? null, analyte);
  if (absent !== "") {
    const reason = `The source gives a value and says that there is none (${absent.slice(0, 80)}).`;
    return { ...read, doubt: doubt("no-value", reason) };
  }
  if (second !== undefined) {
    return {
      ...read,
      doubt: doubt("unreadable", `The source gives two values (${key}, ${second.slice(0, 40)}).`),
    };
  }
  if (read.text !== "" || read.doubt !== null) return read;
  return { ...read, doubt: doubt("no-value", "The source names a unit or kind of value, and no value.") };
}

const noValue = (words: string): string => `The source gives no value: ${words.slice(0, 200)}.`;

const valueKeys = (json: JsonObject): string[] =>
  json.keys().filter((key) => VALUE.test(key) && json.get(key) !== null);

/** dataAbsentReason, or the extension by which a value itself says that it is absent. */
function absence(json: JsonObject): string {
  const reason = json.get("dataAbsentReason");
  if (typeof reason === "string") return reason;
  const stated = words(concept(child(json, "dataAbsentReason")));
  return stated === "" && json.has("dataAbsentReason") ? "unknown" : stated.replace(/^not-/, "not ");
}

function readTyped(key: string, value: JsonValue, analyte: AnalyteCode | null): Quantity {
  const plain = (text: string): Quantity => ({ text, unit: null, doubt: null });
  if (key === "valueString" && typeof value === "string") return plain(value);
  if (key === "valueInteger" && value instanceof JsonNumber) return plain(value.text);
  if (value instanceof JsonObject) {
    if (key === "valueQuantity") return readQuantity(value, analyte);
    if (key === "valueCodeableConcept") return plain(words(concept(value)));
    if (key === "valueRange") return readRange(value, analyte);
    if (key === "valueRatio") return readRatio(value, analyte);
  }
  const type = key.slice("value".length, 40);
  const text = typeof value === "string" ? value : value instanceof JsonNumber ? value.text : "";
  const reason = `A value of type ${type} is none that is read here.`;
  return {
    text: typeof value === "boolean" ? String(value) : text,
    unit: null,
    doubt: doubt("type-unsupported", reason),
  };
}

/** "3-5"; open at one side it is a comparison. */
function readRange(range: JsonObject, analyte: AnalyteCode | null): Quantity {
  const empty: Quantity = { text: "", unit: null, doubt: null };
  const [lower, upper] = [child(range, "low"), child(range, "high")];
  const low = lower ? readQuantity(lower, analyte) : empty;
  const high = upper ? readQuantity(upper, analyte) : empty;
  const unit = low.unit ?? high.unit;
  const apart =
    low.unit !== null && !isSameUnit(high.unit, low.unit, null)
      ? doubt("unit-refused", `The range goes from ${low.unit} to ${high.unit}.`)
      : null;
  const text =
    low.text !== "" && high.text !== ""
      ? `${low.text}-${high.text}`
      : low.text !== ""
        ? `>=${low.text}`
        : high.text === ""
          ? ""
          : `<=${high.text}`;
  return { text, unit, doubt: low.doubt ?? high.doubt ?? apart };
}

/** "1:128", with the units in the text: no analyte is measured so, and a person reads it. */
function readRatio(ratio: JsonObject, analyte: AnalyteCode | null): Quantity {
  const side = (key: string) => {
    const quantity = child(ratio, key);
    if (quantity === null) return "";
    const { text, unit } = readQuantity(quantity, analyte);
    return unit === null || unit === "1" ? text : `${text} ${unit}`;
  };
  const [over, under] = [side("numerator"), side("denominator")];
  return { text: over === "" && under === "" ? "" : `${over}:${under}`, unit: null, doubt: null };
}

/** Interpretation as flags: codes of HL7 table 0078 and what replaced it. */
export function flagsOf(interpretations: readonly JsonObject[]): readonly string[] {
  return interpretations.flatMap((interpretation) => {
    const { codings, text } = concept(interpretation);
    const codes = codings.map(({ code }) => code.toUpperCase());
    return codes.length > 0 ? codes : text.length <= 3 ? [text.toUpperCase()] : [];
  });
}

export const commentsOf = (notes: readonly JsonObject[]): string =>
  notes
    .map((note) => textOf(note, "text"))
    .filter((text) => text !== "")
    .join("\n");
