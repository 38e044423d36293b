import { endpoint, resource } from "@/lib/server/door/resource";
import { listReports } from "@/lib/server/reports/report-list";
import { recordReport } from "@/lib/server/reports/reports";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listReports, body: "none" }),
  POST: endpoint({ operation: recordReport, body: "json", status: 201 }),
});
