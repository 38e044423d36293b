import { endpoint, resource } from "@/lib/server/door/resource";
import { editPatient, readPatient } from "@/lib/server/patients/patients";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readPatient, body: "none" }),
  PATCH: endpoint({ operation: editPatient, body: "json" }),
});
