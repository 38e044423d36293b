import { endpoint, resource } from "@/lib/server/door/resource";
import { addTrial } from "@/lib/server/record/trials";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addTrial, body: "json", status: 201 }),
});
