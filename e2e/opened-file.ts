import JSZip from "jszip";

/** Every part of an Office file as text, the parts of embedded workbooks too: "ppt/embeddings/chart1.xlsx/…". */
export async function partsOf(bytes: Buffer | Uint8Array, under = ""): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, string>();
  for (const [name, entry] of Object.entries(zip.files)) {
    if (entry.dir) continue;
    const content = await entry.async("nodebuffer");
    if (name.endsWith(".xlsx")) {
      for (const [inner, text] of await partsOf(content, `${under}${name}/`)) parts.set(inner, text);
    } else {
      parts.set(`${under}${name}`, content.toString("utf8"));
    }
  }
  return parts;
}

/** Part names that match, in order. */
export const named = (parts: ReadonlyMap<string, string>, pattern: RegExp) =>
  [...parts.keys()].filter((name) => pattern.test(name)).sort();

/** Names of the chunks of a PNG: words would stand in tEXt, zTXt, iTXt or eXIf. */
export function pngChunks(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    names.push(bytes.toString("latin1", at + 4, at + 8));
  }
  return names;
}
