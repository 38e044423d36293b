import { endpoint, resource } from "@/lib/server/respond";
import { searchPatients } from "@/lib/server/worklist";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: searchPatients, body: "json" }),
});
