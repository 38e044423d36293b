import { endpoint, resource } from "@/lib/server/door/resource";
import { revertImport } from "@/lib/server/imports/import-revert";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: revertImport, body: "json" }),
});
