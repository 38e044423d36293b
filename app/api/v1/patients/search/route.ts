import { endpoint, resource } from "@/lib/server/door/resource";
import { searchPatients } from "@/lib/server/patients/worklist";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: searchPatients, body: "json" }),
});
