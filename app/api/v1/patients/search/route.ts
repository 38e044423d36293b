import { endpoint, resource } from "@/lib/server/door/resource";
import { searchPatients } from "@/lib/server/worklist/patient-search";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: searchPatients, body: "json" }),
});
