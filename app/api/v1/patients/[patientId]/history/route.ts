import { endpoint, resource } from "@/lib/server/door/resource";
import { readHistory } from "@/lib/server/patients/history";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readHistory, body: "query" }),
});
