import { readHistory } from "@/lib/server/history";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readHistory, body: "query" }),
});
