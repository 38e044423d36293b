import { endpoint, resource } from "@/lib/server/door/resource";
import { file } from "@/lib/server/door/respond";
import { exportWorklist } from "@/lib/server/worklist/worklist-export";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: exportWorklist, body: "query", answer: file }),
});
