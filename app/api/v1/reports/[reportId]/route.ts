import { endpoint, resource } from "@/lib/server/door/resource";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { readReport } from "@/lib/server/reports/report-list";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readReport, body: "none" }),
  PATCH: endpoint({ operation: correctReport, body: "json" }),
});
