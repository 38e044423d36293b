import { endpoint, resource } from "@/lib/server/door/resource";
import { readImportProgress } from "@/lib/server/imports/import-progress";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readImportProgress, body: "none" }),
});
