import { endpoint, resource } from "@/lib/server/door/resource";
import { listReportVersions } from "@/lib/server/reports/report-list";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listReportVersions, body: "none" }),
});
