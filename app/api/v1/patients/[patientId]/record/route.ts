import { endpoint, resource } from "@/lib/server/door/resource";
import { readRecord } from "@/lib/server/record/read-record";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readRecord, body: "query" }),
});
