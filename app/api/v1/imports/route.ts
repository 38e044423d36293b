import { formatOfMediaType, IMPORT_MEDIA_TYPES } from "@/lib/imports/registry";
import { endpoint, resource } from "@/lib/server/door/resource";
import { listImports } from "@/lib/server/imports/import-list";
import { createImport } from "@/lib/server/imports/imports";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listImports, body: "none" }),
  POST: endpoint({
    operation: createImport,
    body: "file",
    mediaTypes: IMPORT_MEDIA_TYPES,
    status: 201,
    input: (request, bytes) => ({
      format:
        new URL(request.url).searchParams.get("format") ??
        formatOfMediaType(request.headers.get("content-type") ?? ""),
      bytes,
    }),
  }),
});
