import { longerThan } from "../decode-text";
import { IMPORT_LIMITS, type ReadingRefused, type RefusalCode, refuse } from "../import-format";
import { JsonNumber, JsonObject, type JsonValue } from "./json-value";

/** Objects and arrays inside each other, the outermost counted. */
const DEPTH = 32;

/**
 * JSON as text with lines: numbers keep their digits, and what `JSON.parse` accepts in silence is refused: a key
 * twice in one object (which of the two values holds?), half a surrogate pair, a NUL.
 */
export function readJson(
  text: string,
): ReadingRefused | { readonly refusal: null; readonly value: JsonValue } {
  try {
    return { refusal: null, value: new Reader(text).whole() };
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.code, error.message);
    throw error;
  }
}

class Unreadable extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Escapes, and what must not stand unescaped in a string.
const SPECIAL = /[\\\p{Cc}]/u;
const HALF_PAIR = /\p{Surrogate}/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Reader {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): JsonValue {
    this.skipBlanks();
    const value = this.value(1);
    this.skipBlanks();
    if (this.at < this.text.length) this.fail("Something follows the end of the JSON document.");
    return value;
  }

  private value(depth: number): JsonValue {
    const character = this.text.charCodeAt(this.at);
    if (character === 0x22) return this.string();
    if (character === 0x7b) return this.object(depth);
    if (character === 0x5b) return this.array(depth);
    return this.word();
  }

  private object(depth: number): JsonObject {
    this.within(depth);
    const object = new JsonObject(this.line);
    this.at += 1;
    this.skipBlanks();
    if (this.take(0x7d)) return object;
    for (;;) {
      if (this.text.charCodeAt(this.at) !== 0x22) this.fail("A name in double quotes is expected.");
      const key = this.string();
      if (object.has(key)) {
        const named = key.slice(0, 60);
        throw new Unreadable("duplicate-key", `Line ${this.line}: “${named}” stands twice in one object.`);
      }
      this.skipBlanks();
      if (!this.take(0x3a)) this.fail("A colon is expected.");
      this.skipBlanks();
      object.add(key, this.value(depth + 1));
      this.skipBlanks();
      if (this.take(0x7d)) return object;
      if (!this.take(0x2c)) this.fail("A comma or a closing brace is expected.");
      this.skipBlanks();
    }
  }

  private array(depth: number): JsonValue[] {
    this.within(depth);
    const items: JsonValue[] = [];
    this.at += 1;
    this.skipBlanks();
    if (this.take(0x5d)) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      this.skipBlanks();
      if (this.take(0x5d)) return items;
      if (!this.take(0x2c)) this.fail("A comma or a closing bracket is expected.");
      this.skipBlanks();
    }
  }

  private string(): string {
    const from = this.at + 1;
    let end = this.text.indexOf('"', from);
    if (end < 0) this.cutShort();
    const plain = this.text.slice(from, end);
    if (!SPECIAL.test(plain)) {
      this.at = end + 1;
      return this.sized(plain);
    }
    while (this.escaped(end)) {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) this.cutShort();
    }
    this.at = end + 1;
    return this.sized(this.decode(this.text.slice(from, end)));
  }

  /** Whether the quote is preceded by an odd number of backslashes. */
  private escaped(quote: number): boolean {
    let before = quote - 1;
    while (this.text.charCodeAt(before) === 0x5c) before -= 1;
    return (quote - before) % 2 === 0;
  }

  private decode(raw: string): string {
    let decoded = "";
    let from = 0;
    for (let mark = raw.indexOf("\\"); mark >= 0; mark = raw.indexOf("\\", from)) {
      const name = raw.charAt(mark + 1);
      const digits = raw.slice(mark + 2, mark + 6);
      const plain = ESCAPES[name];
      if (plain === undefined && !(name === "u" && /^[0-9a-fA-F]{4}$/.test(digits))) {
        this.fail("A backslash is followed by something that is no escape.");
      }
      decoded += raw.slice(from, mark) + (plain ?? String.fromCharCode(Number.parseInt(digits, 16)));
      from = mark + (plain === undefined ? 6 : 2);
    }
    decoded += raw.slice(from);
    if (hasControl(raw)) this.fail("A control character stands unescaped in a text.");
    // Neither can be stored as text, by either database.
    if (decoded.includes("\u0000")) this.fail("A text holds a NUL character.");
    if (HALF_PAIR.test(decoded)) this.fail("A text holds half a character.");
    return decoded;
  }

  private sized(text: string): string {
    if (longerThan(text, IMPORT_LIMITS.fieldBytes)) {
      throw new Unreadable("field-too-long", `A text on line ${this.line} is over 64 KB.`);
    }
    return text;
  }

  private word(): JsonNumber | boolean | null {
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return new JsonNumber(number);
    }
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    const rest = this.text.slice(this.at, this.at + 5);
    if (rest === "-" || WORDS.some(([word]) => word.startsWith(rest))) this.cutShort();
    return this.fail("A value is expected.");
  }

  private take(character: number): boolean {
    if (this.text.charCodeAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }

  private skipBlanks(): void {
    for (;;) {
      const character = this.text.charCodeAt(this.at);
      if (character === 0x0a) {
        this.line += 1;
        this.lineStart = this.at + 1;
      } else if (character !== 0x20 && character !== 0x0d && character !== 0x09) return;
      this.at += 1;
    }
  }

  private within(depth: number): void {
    if (depth <= DEPTH) return;
    throw new Unreadable("too-deep", `Line ${this.line}: the file is nested more than ${DEPTH} deep.`);
  }

  private cutShort(): never {
    throw new Unreadable("truncated", `The file ends on line ${this.line} before it is whole.`);
  }

  private fail(what: string): never {
    if (this.at >= this.text.length) this.cutShort();
    const column = this.at - this.lineStart + 1;
    throw new Unreadable("not-json", `Line ${this.line}, column ${column}: ${what}`);
  }
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 0x20) return true;
  return false;
}
