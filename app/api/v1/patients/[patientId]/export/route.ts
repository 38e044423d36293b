import { endpoint, resource } from "@/lib/server/door/resource";
import { file } from "@/lib/server/door/respond";
import { exportIdentified } from "@/lib/server/patients/export";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: exportIdentified, body: "query", answer: file }),
});
