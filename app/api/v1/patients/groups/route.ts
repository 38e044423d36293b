import { endpoint, resource } from "@/lib/server/door/resource";
import { listGroups } from "@/lib/server/worklist/worklist";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listGroups, body: "query" }),
});
