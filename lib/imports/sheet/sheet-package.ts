import JSZip from "jszip";
import { type NumberFormat, numberFormat } from "./number-format";
import { attribute, decodeXml, elements, stringText } from "./xml-scan";

// In its documentation and its code, not in its types.
declare module "jszip" {
  interface JSZipObject {
    internalStream(type: "uint8array"): JSZip.JSZipStreamHelper<Uint8Array>;
  }
}

/** What a workbook holds beside its cells. */
export interface SheetPackage {
  /** Visible sheets in their order; the text of each is unpacked when it is asked for. */
  readonly sheets: readonly { readonly name: string; readonly xml: () => Promise<string> }[];
  readonly strings: readonly string[];
  /** By the style of a cell. */
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

/** The package is broken, or none. */
export class NoWorkbook extends Error {}
/** Unpacked it is beyond all measure: a bomb, or a file to be sent in parts. */
export class TooMuchUnpacked extends Error {}

/** All parts together, unpacked: ten times a full table. */
const MOST_UNPACKED = 150 * 1024 * 1024;
const MOST_PARTS = 5_000;

export async function openPackage(bytes: Uint8Array): Promise<SheetPackage> {
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw new NoWorkbook();
  });
  if (Object.keys(zip.files).length > MOST_PARTS) throw new TooMuchUnpacked();
  let left = MOST_UNPACKED;
  const part = async (path: string): Promise<string | null> => {
    const file = zip.file(path);
    if (file === null) return null;
    const text = await unpack(file, left);
    left -= text.length;
    return text;
  };
  const workbook = await part("xl/workbook.xml");
  const relations = await part("xl/_rels/workbook.xml.rels");
  if (workbook === null || relations === null) throw new NoWorkbook();
  const targets = new Map(
    [...elements(relations, "Relationship")].map(({ attributes }) => [
      attribute(attributes, "Id") ?? "",
      pathOf(attribute(attributes, "Target") ?? ""),
    ]),
  );
  const sheets = [...elements(workbook, "sheet")].flatMap(({ attributes }) => {
    const path = targets.get(attribute(attributes, "(?:\\w+:)?id") ?? "");
    const state = attribute(attributes, "state");
    if (path === undefined || (state !== null && state !== "visible")) return [];
    return [{ name: attribute(attributes, "name") ?? "", xml: async () => (await part(path)) ?? "" }];
  });
  const [properties] = elements(workbook, "workbookPr");
  const strings = (await part("xl/sharedStrings.xml")) ?? "";
  return {
    sheets,
    strings: [...elements(strings, "si")].map(({ inner }) => stringText(inner)),
    formats: formatsOf((await part("xl/styles.xml")) ?? ""),
    from1904: /^(1|true)$/.test(attribute(properties?.attributes ?? "", "date1904") ?? ""),
  };
}

const pathOf = (target: string): string => (target.startsWith("/") ? target.slice(1) : `xl/${target}`);

/** Stops unpacking at the limit: what a package says of its own sizes is not believed. */
function unpack(file: JSZip.JSZipObject, most: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const stream = file.internalStream("uint8array");
    stream
      .on("data", (chunk) => {
        size += chunk.length;
        if (size <= most) chunks.push(chunk);
        else {
          stream.pause();
          reject(new TooMuchUnpacked());
        }
      })
      .on("error", () => reject(new NoWorkbook()))
      .on("end", () => {
        const whole = new Uint8Array(size);
        let at = 0;
        for (const chunk of chunks) {
          whole.set(chunk, at);
          at += chunk.length;
        }
        resolve(new TextDecoder().decode(whole));
      })
      .resume();
  });
}

function formatsOf(styles: string): NumberFormat[] {
  const codes = new Map<number, string>();
  for (const { attributes } of elements(styles, "numFmt")) {
    codes.set(
      Number(attribute(attributes, "numFmtId")),
      decodeXml(attribute(attributes, "formatCode") ?? ""),
    );
  }
  const [cells] = elements(styles, "cellXfs");
  return [...elements(cells?.inner ?? "", "xf")].map(({ attributes }) => {
    const id = Number(attribute(attributes, "numFmtId") ?? 0);
    return numberFormat(id, codes.get(id));
  });
}
