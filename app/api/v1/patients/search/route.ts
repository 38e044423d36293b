import { endpoint, resource } from "@/lib/server/resource";
import { searchPatients } from "@/lib/server/worklist";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: searchPatients, body: "json" }),
});
