import JSZip from "jszip";

/** The first moment a zip entry can carry: the same for every entry, so that bytes tell nothing of a clock. */
const EPOCH = new Date(Date.UTC(1980, 0, 1));

/** The archive with its entries in order of name and without a time of their own. */
export async function zipped(zip: JSZip): Promise<Uint8Array> {
  const out = new JSZip();
  const names = Object.keys(zip.files)
    .filter((name) => !zip.files[name]?.dir)
    // Readers expect the list of types first.
    .sort(
      (a, b) => Number(b === "[Content_Types].xml") - Number(a === "[Content_Types].xml") || (a < b ? -1 : 1),
    );
  for (const name of names) {
    const content = await zip.file(name)?.async("uint8array");
    if (content) out.file(name, content, { date: EPOCH, createFolders: false });
  }
  return out.generateAsync({ type: "uint8array", compression: "DEFLATE", platform: "DOS" });
}
