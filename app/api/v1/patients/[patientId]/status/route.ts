import { listStatuses, setStatus } from "@/lib/server/disease-status";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listStatuses, body: "none" }),
  POST: endpoint({ operation: setStatus, body: "json", status: 201 }),
});
