import { endpoint, resource } from "@/lib/server/door/resource";
import { readAssessment } from "@/lib/server/patients/patient-page";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readAssessment, body: "query" }),
});
