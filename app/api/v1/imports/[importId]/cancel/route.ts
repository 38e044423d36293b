import { endpoint, resource } from "@/lib/server/door/resource";
import { cancelImport } from "@/lib/server/imports/import-progress";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: cancelImport, body: "none" }),
});
