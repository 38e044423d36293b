import { endpoint, resource } from "@/lib/server/door/resource";
import { addMarker } from "@/lib/server/record/markers";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addMarker, body: "json", status: 201 }),
});
