import { endpoint, resource } from "@/lib/server/door/resource";
import { editDiagnosis } from "@/lib/server/record/diagnosis";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  PATCH: endpoint({ operation: editDiagnosis, body: "json" }),
});
