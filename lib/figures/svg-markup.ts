const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as text: markup is escaped, and characters XML 1.0 forbids (they would make the file unreadable) are dropped. */
export function escapeXml(text: string): string {
  let out = "";
  for (const char of text) out += isXmlChar(char.codePointAt(0) ?? 0) ? (ESCAPES[char] ?? char) : "";
  return out;
}

/** The production Char of XML 1.0, without the discouraged control characters. */
export function isXmlChar(code: number): boolean {
  if (code === 0x9 || code === 0xa || code === 0xd) return true;
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return code !== 0xfffe && code !== 0xffff;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; children are markup already made here, never text from outside. */
export function element(name: string, attributes: Attributes, children = ""): string {
  let out = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined)
      out += ` ${key}="${typeof value === "number" ? round(value) : escapeXml(value)}"`;
  }
  return children === "" ? `${out}/>` : `${out}>${children}</${name}>`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escapeXml(content) || " ");
}

/** Pixels to the hundredth. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
