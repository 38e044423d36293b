import { endpoint, resource } from "@/lib/server/resource";
import { addExtramedullary } from "@/lib/server/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addExtramedullary, body: "json", status: 201 }),
});
