import { endpoint, resource } from "@/lib/server/door/resource";
import { moveReport } from "@/lib/server/reports/report-move";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: moveReport, body: "json" }),
});
