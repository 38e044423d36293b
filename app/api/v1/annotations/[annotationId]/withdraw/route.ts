import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawAnnotation } from "@/lib/server/record/annotations";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawAnnotation, body: "json" }),
});
