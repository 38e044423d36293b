import { endpoint, resource } from "@/lib/server/door/resource";
import { answerImport, readImport } from "@/lib/server/imports/imports";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readImport, body: "query" }),
  PATCH: endpoint({ operation: answerImport, body: "json" }),
});
