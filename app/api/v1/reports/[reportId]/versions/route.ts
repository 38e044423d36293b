import { listReportVersions } from "@/lib/server/report-list";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listReportVersions, body: "none" }),
});
