import { isXmlChar } from "../figures/svg-markup";

/** Marks that change the direction of what follows; a name must not turn the value beside it around. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text that any of the formats can hold: no control characters, no line breaks, no direction marks. */
export function plainText(text: string): string {
  let out = "";
  for (const char of text) out += isXmlChar(char.codePointAt(0) ?? 0) ? char : " ";
  return out.replace(DIRECTION, "").replace(/\s+/g, " ").trim();
}
