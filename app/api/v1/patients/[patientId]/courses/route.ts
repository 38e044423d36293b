import { endpoint, resource } from "@/lib/server/resource";
import { addCourse } from "@/lib/server/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addCourse, body: "json", status: 201 }),
});
