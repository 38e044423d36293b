import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawMarker } from "@/lib/server/record/markers";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawMarker, body: "json" }),
});
