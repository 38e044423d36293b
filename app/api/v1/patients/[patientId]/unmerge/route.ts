import { endpoint, resource } from "@/lib/server/door/resource";
import { unmergePatient } from "@/lib/server/patients/merge";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: unmergePatient, body: "json" }),
});
