import { endpoint, resource } from "@/lib/server/door/resource";
import { addSupport } from "@/lib/server/patients/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addSupport, body: "json", status: 201 }),
});
