/** One element of an XML text, found without reading the whole of it. */
export interface Element {
  /** What stands in its tag behind the name. */
  readonly attributes: string;
  /** Between its tags, not decoded. */
  readonly inner: string;
}

/**
 * Elements of one name, in order; the name may carry a prefix. Every character is looked at once or twice, however
 * broken the text is; an element that is not closed ends the search. Elements of one name inside each other, of which
 * a spreadsheet has none, are not told apart.
 */
export function* elements(xml: string, name: string): Generator<Element> {
  const prefix = prefixOf(xml);
  const open = `<${prefix}${name}`;
  const close = `</${prefix}${name}>`;
  let at = xml.indexOf(open);
  while (at >= 0) {
    const behind = at + open.length;
    if (/[\s/>]/.test(xml.charAt(behind))) {
      const end = xml.indexOf(">", behind);
      if (end < 0) return;
      const empty = xml.charAt(end - 1) === "/";
      const attributes = xml.slice(behind, empty ? end - 1 : end);
      const closing = empty ? end : xml.indexOf(close, end);
      if (closing < 0) return;
      yield { attributes, inner: empty ? "" : xml.slice(end + 1, closing) };
      at = xml.indexOf(open, empty ? end + 1 : closing + close.length);
    } else {
      at = xml.indexOf(open, behind);
    }
  }
}

/** The prefix of the first element, which the others have too: "x:" or none. */
function prefixOf(xml: string): string {
  return /<([A-Za-z_][\w.-]*:)?[A-Za-z_]/.exec(xml.slice(0, 2000))?.[1] ?? "";
}

/** An attribute's value, decoded; null where it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const at = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = at?.[1] ?? at?.[2];
  return value === undefined ? null : decodeXml(value);
}

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

export function decodeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex, number, name) => {
      if (name) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(number);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The text of a shared or inline string: its runs one after another, without the reading aid of East Asian names. */
export function stringText(inner: string): string {
  const runs = inner.includes("rPh") ? inner.replace(/<(\w+:)?rPh[\s>][\s\S]*?<\/\1?rPh>/g, "") : inner;
  let text = "";
  for (const { inner: run } of elements(runs, "t")) text += decodeXml(run);
  // Characters that XML cannot hold are written _x000D_.
  return text.includes("_x")
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
