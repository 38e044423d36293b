import type { OfferedFormat } from "@/components/import/import-form";
import { IMPORT_FORMATS } from "@/lib/imports/registry";

/** The formats by name only: the readers themselves stay on the server. */
export function offeredFormats(): [OfferedFormat, ...OfferedFormat[]] {
  const [first, ...others] = Object.values(IMPORT_FORMATS).map(
    ({ id, label, mediaTypes }): OfferedFormat => ({
      id,
      label,
      mediaType: mediaTypes[0] ?? "application/octet-stream",
    }),
  );
  if (first === undefined) throw new Error("No import format is registered.");
  return [first, ...others];
}
