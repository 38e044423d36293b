import { csv } from "./csv";
import { fhir } from "./fhir";
import { hl7Oru } from "./hl7-oru";
import type { ImportFormat } from "./import-format";
import { fileHead } from "./recognise-kind";
import { xlsx } from "./xlsx";

/** Every kind of file that can be imported, the most particular first. */
export const IMPORT_FORMATS = {
  "hl7-oru": hl7Oru,
  fhir,
  csv,
  xlsx,
} as const satisfies Record<string, ImportFormat>;

export type ImportFormatId = keyof typeof IMPORT_FORMATS;

export function isImportFormatId(id: string): id is ImportFormatId {
  return Object.hasOwn(IMPORT_FORMATS, id);
}

/** Media types of all formats, without parameters: what the API accepts as a body. */
export const IMPORT_MEDIA_TYPES: readonly string[] = Object.values(IMPORT_FORMATS).flatMap(
  ({ mediaTypes }) => mediaTypes,
);

/** The format a media type is of, with or without parameters; null where it is none of ours. */
export function formatOfMediaType(mediaType: string): ImportFormatId | null {
  const name = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  const formats: [string, ImportFormat][] = Object.entries(IMPORT_FORMATS);
  const id = formats.find(([, { mediaTypes }]) => mediaTypes.includes(name))?.[0] ?? "";
  return isImportFormatId(id) ? id : null;
}

/** The format a file looks like, whatever it is called; null where none recognises it. */
export function recogniseFormat(bytes: Uint8Array): ImportFormatId | null {
  const head = fileHead(bytes);
  const found = Object.keys(IMPORT_FORMATS).find(
    (id) => isImportFormatId(id) && IMPORT_FORMATS[id].recognises(head),
  );
  return found !== undefined && isImportFormatId(found) ? found : null;
}
