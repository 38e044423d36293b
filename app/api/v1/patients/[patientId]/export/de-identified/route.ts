import { endpoint, resource } from "@/lib/server/door/resource";
import { file } from "@/lib/server/door/respond";
import { exportDeidentified } from "@/lib/server/patients/export";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: exportDeidentified, body: "query", answer: file }),
});
