import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawExtramedullary } from "@/lib/server/patients/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawExtramedullary, body: "json" }),
});
