import { editPatient, readPatient } from "@/lib/server/patients";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readPatient, body: "none" }),
  PATCH: endpoint({ operation: editPatient, body: "json" }),
});
