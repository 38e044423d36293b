import { endpoint, resource } from "@/lib/server/resource";
import { addSupport } from "@/lib/server/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addSupport, body: "json", status: 201 }),
});
