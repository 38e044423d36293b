import { endpoint, resource } from "@/lib/server/door/resource";
import { addAnnotation } from "@/lib/server/record/annotations";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addAnnotation, body: "json", status: 201 }),
});
