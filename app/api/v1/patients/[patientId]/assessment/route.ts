import { readAssessment } from "@/lib/server/patient-page";
import { endpoint, resource } from "@/lib/server/respond";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readAssessment, body: "query" }),
});
