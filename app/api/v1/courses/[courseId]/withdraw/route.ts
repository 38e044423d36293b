import { endpoint, resource } from "@/lib/server/resource";
import { withdrawCourse } from "@/lib/server/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawCourse, body: "json" }),
});
