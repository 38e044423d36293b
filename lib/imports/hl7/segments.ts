import { Hl7Context, Hl7Field } from "@medplum/core";

/**
 * One segment; every field is split when it is asked for, since an OBX carries twenty that nothing here reads.
 * Medplum's Hl7Field splits repetitions and components. Its Hl7Message is not used: it wants "MSH" as the very
 * first characters (no byte order mark, no batch header), breaks lines inside a field, keeps no line numbers and
 * holds every field of 200,000 segments at once. Escapes are decoded here; Medplum leaves them.
 * All indices count from 1.
 */
export class Segment {
  readonly name: string;
  /** From 1, as a text editor counts. */
  readonly line: number;
  private readonly separators: Hl7Context;
  private readonly texts: readonly string[];
  /** MSH-1 is the field separator itself, so the first text after the name of a header is field 2. */
  private readonly shift: 0 | 1;

  constructor(raw: RawLine, separators: Hl7Context) {
    this.name = raw.text.slice(0, 3);
    this.line = raw.line;
    this.separators = separators;
    this.texts = raw.text.split(separators.fieldSeparator);
    this.shift = this.name === "MSH" || this.name === "FHS" || this.name === "BHS" ? 1 : 0;
  }

  /** Fields after the name. */
  get fieldCount(): number {
    return this.texts.length - 1 + this.shift;
  }

  /** A field as it was sent. */
  sent(field: number): string {
    return this.texts[field - this.shift] ?? "";
  }

  /** Number of repetitions of a field, 0 where it is absent or empty. */
  repetitions(field: number): number {
    return this.sent(field) === "" ? 0 : this.split(field).length;
  }

  /** Decoded and trimmed; "" where absent or the explicit null `""`. */
  component(field: number, component: number, repetition = 1): string {
    return this.sent(field) === "" ? "" : this.clean(this.piece(field, component, repetition));
  }

  subcomponent(field: number, component: number, subcomponent: number): string {
    const piece = this.piece(field, component, 1);
    return this.clean(piece.split(this.separators.subcomponentSeparator)[subcomponent - 1] ?? "");
  }

  /** One repetition whole, undivided, decoded: for text that uses separators without escaping them. */
  whole(field: number, repetition = 1): string {
    if (this.sent(field) === "") return "";
    const components = this.split(field)[repetition - 1] ?? [];
    return this.clean(components.join(this.separators.componentSeparator));
  }

  /** One repetition decoded with its blanks: a value goes back byte for byte as it came. */
  verbatim(field: number, repetition = 1): string {
    const text = (this.split(field)[repetition - 1] ?? []).join(this.separators.componentSeparator);
    return text.trim() === '""' ? "" : decodeEscapes(text, this.separators);
  }

  /** Repetitions of components. Most fields are plain, and a plain one needs no parser. */
  private split(field: number): readonly (readonly string[])[] {
    const sent = this.sent(field);
    const { componentSeparator, repetitionSeparator } = this.separators;
    const plain = !sent.includes(componentSeparator) && !sent.includes(repetitionSeparator);
    return plain ? [[sent]] : Hl7Field.parse(sent, this.separators).components;
  }

  private piece(field: number, component: number, repetition: number): string {
    return this.split(field)[repetition - 1]?.[component - 1] ?? "";
  }

  private clean(text: string): string {
    return text.trim() === '""' ? "" : decodeEscapes(text, this.separators).trim();
  }
}

/** Stand-ins for separators a header leaves out: noncharacters, so nothing is ever split on them. */
const ABSENT = ["\uFDD0", "\uFDD1", "\uFDD2", "\uFDD3"] as const;

/** The separators a header declares in MSH-1 and MSH-2; null where they cannot be told apart from text. */
export function readSeparators(header: string): Hl7Context | null {
  const field = header.charAt(3);
  const declared = header.slice(4).split(field, 1)[0] ?? "";
  // The fifth, `#`, is the truncation character of v2.7 and splits nothing.
  const [component, repetition, escapeMark, subcomponent] = ABSENT.map(
    (none, at) => declared.charAt(at) || none,
  );
  const all = [field, ...declared.slice(0, 5)];
  const plain = all.every((character) => /^[!-/:-@[-`{-~]$/.test(character));
  if (field === "" || declared.length < 1 || declared.length > 5 || !plain) return null;
  if (new Set(all).size !== all.length) return null;
  return new Hl7Context("\r", field, component, repetition, escapeMark, subcomponent);
}

export interface RawLine {
  readonly text: string;
  readonly line: number;
}

/** A segment's name and what follows it: a separator or the end. */
const SEGMENT_START = /^[A-Z][A-Z0-9]{2}(?![A-Za-z0-9\s])/;
const BREAK_BEFORE_SEGMENT = /\n(?=\n|[A-Z][A-Z0-9]{2}(?![A-Za-z0-9\s])|$)/;

/**
 * Segments end with a carriage return by the standard, and with any line ending in practice. Where a file uses
 * carriage returns, a bare line feed inside a field is text (a comment typed on two lines), unless a segment
 * follows it.
 */
export function splitLines(text: string): RawLine[] {
  const bareReturns = /\r(?!\n)/.test(text);
  const pieces = bareReturns
    ? text.split(/\r\n?/).flatMap((piece) => piece.split(BREAK_BEFORE_SEGMENT))
    : text.split(/\r?\n/);
  const lines: RawLine[] = [];
  let line = 1;
  for (const piece of pieces) {
    if (piece.trim() !== "") lines.push({ text: piece, line });
    line += 1;
    for (let at = piece.indexOf("\n"); at >= 0; at = piece.indexOf("\n", at + 1)) line += 1;
  }
  return lines;
}

export const looksLikeSegment = (text: string): boolean => SEGMENT_START.test(text);

/** HL7 escapes to text; an escape without a meaning here (a local \Z…\, say) stays as it was sent. */
export function decodeEscapes(text: string, separators: Hl7Context): string {
  const mark = separators.escapeCharacter;
  if (!text.includes(mark)) return text;
  const meanings: Readonly<Record<string, string>> = {
    F: separators.fieldSeparator,
    S: separators.componentSeparator,
    R: separators.repetitionSeparator,
    T: separators.subcomponentSeparator,
    E: mark,
    H: "",
    N: "",
    ".br": "\n",
    ".sp": "\n",
    ".ce": "\n",
  };
  let decoded = "";
  let from = 0;
  while (from < text.length) {
    const open = text.indexOf(mark, from);
    const close = open < 0 ? -1 : text.indexOf(mark, open + 1);
    if (close < 0) break;
    const name = text.slice(open + 1, close);
    const meaning = Object.hasOwn(meanings, name) ? meanings[name] : decodeHexadecimal(name);
    decoded += text.slice(from, open);
    if (meaning === undefined) {
      // The closing mark may open the next escape ("C:\temp\S\"): only the opening one is taken as text.
      decoded += text.slice(open, close);
      from = close;
    } else {
      decoded += meaning;
      from = close + 1;
    }
  }
  return decoded + text.slice(from);
}

function decodeHexadecimal(name: string): string | undefined {
  if (!/^X([0-9A-Fa-f]{2})+$/.test(name)) return undefined;
  const bytes = Uint8Array.from(name.slice(1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  // PostgreSQL keeps no NUL in text, and no value has one.
  return bytes.includes(0) ? undefined : new TextDecoder("utf-8").decode(bytes);
}
