import { endpoint, resource } from "@/lib/server/resource";
import { withdrawExtramedullary } from "@/lib/server/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawExtramedullary, body: "json" }),
});
