import { listReports } from "@/lib/server/report-list";
import { recordReport } from "@/lib/server/reports";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listReports, body: "none" }),
  POST: endpoint({ operation: recordReport, body: "json", status: 201 }),
});
