import { checkAudit } from "@/lib/server/history";
import { endpoint, resource } from "@/lib/server/respond";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: checkAudit, body: "none" }),
});
