import { endpoint, resource } from "@/lib/server/door/resource";
import { forgetMapping } from "@/lib/server/site/mappings";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: forgetMapping, body: "json" }),
});
