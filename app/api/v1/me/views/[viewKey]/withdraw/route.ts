import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawView } from "@/lib/server/worklist/saved-views";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawView, body: "json" }),
});
