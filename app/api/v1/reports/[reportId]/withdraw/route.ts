import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawReport } from "@/lib/server/reports/report-corrections";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawReport, body: "json" }),
});
