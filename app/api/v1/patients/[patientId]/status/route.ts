import { endpoint, resource } from "@/lib/server/door/resource";
import { listStatuses, setStatus } from "@/lib/server/patients/disease-status";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listStatuses, body: "none" }),
  POST: endpoint({ operation: setStatus, body: "json", status: 201 }),
});
