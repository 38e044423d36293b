import { exportDeidentified } from "@/lib/server/export";
import { endpoint, resource } from "@/lib/server/resource";
import { file } from "@/lib/server/respond";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: exportDeidentified, body: "query", answer: file }),
});
