import { correctReport } from "@/lib/server/report-corrections";
import { readReport } from "@/lib/server/report-list";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readReport, body: "none" }),
  PATCH: endpoint({ operation: correctReport, body: "json" }),
});
