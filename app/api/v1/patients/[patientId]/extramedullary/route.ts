import { endpoint, resource } from "@/lib/server/door/resource";
import { addExtramedullary } from "@/lib/server/patients/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addExtramedullary, body: "json", status: 201 }),
});
