import { endpoint, resource } from "@/lib/server/door/resource";
import { createView, listViews } from "@/lib/server/worklist/saved-views";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listViews, body: "none" }),
  POST: endpoint({ operation: createView, body: "json", status: 201 }),
});
