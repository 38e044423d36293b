import { withdrawReport } from "@/lib/server/report-corrections";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawReport, body: "json" }),
});
