import { endpoint, resource } from "@/lib/server/door/resource";
import { editSite, readSite } from "@/lib/server/site/site";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readSite, body: "none" }),
  PATCH: endpoint({ operation: editSite, body: "json" }),
});
