import { endpoint, resource } from "@/lib/server/door/resource";
import { changeMapping, listMappings } from "@/lib/server/site/mappings";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listMappings, body: "none" }),
  PATCH: endpoint({ operation: changeMapping, body: "json" }),
});
