import { endpoint, resource } from "@/lib/server/door/resource";
import { reviewPatient } from "@/lib/server/worklist/review";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: reviewPatient, body: "json", status: 201 }),
});
