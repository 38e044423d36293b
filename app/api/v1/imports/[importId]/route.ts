import { answerImport, readImport } from "@/lib/server/imports";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readImport, body: "none" }),
  PATCH: endpoint({ operation: answerImport, body: "json" }),
});
