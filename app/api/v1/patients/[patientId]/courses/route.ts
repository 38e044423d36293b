import { endpoint, resource } from "@/lib/server/door/resource";
import { addCourse } from "@/lib/server/patients/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addCourse, body: "json", status: 201 }),
});
