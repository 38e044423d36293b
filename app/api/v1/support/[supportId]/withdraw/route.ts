import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawSupport } from "@/lib/server/patients/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawSupport, body: "json" }),
});
