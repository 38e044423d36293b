import { endpoint, resource } from "@/lib/server/door/resource";
import { commitImport } from "@/lib/server/imports/imports";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: commitImport, body: "none" }),
});
