import { readAssessment } from "@/lib/server/patient-page";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readAssessment, body: "query" }),
});
