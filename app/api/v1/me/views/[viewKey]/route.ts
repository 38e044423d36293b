import { endpoint, resource } from "@/lib/server/door/resource";
import { editView } from "@/lib/server/worklist/saved-views";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  PATCH: endpoint({ operation: editView, body: "json" }),
});
