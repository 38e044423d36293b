import { endpoint, resource } from "@/lib/server/door/resource";
import { acknowledgeCritical } from "@/lib/server/worklist/critical-values";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: acknowledgeCritical, body: "json", status: 201 }),
});
