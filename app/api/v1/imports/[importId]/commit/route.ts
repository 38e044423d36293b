import { commitImport } from "@/lib/server/imports";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: commitImport, body: "none" }),
});
