import { endpoint, resource } from "@/lib/server/door/resource";
import { mergePatient } from "@/lib/server/patients/merge";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: mergePatient, body: "json" }),
});
