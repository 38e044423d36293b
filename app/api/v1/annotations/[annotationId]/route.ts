import { endpoint, resource } from "@/lib/server/door/resource";
import { editAnnotation } from "@/lib/server/record/annotations";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  PATCH: endpoint({ operation: editAnnotation, body: "json" }),
});
