import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawTrial } from "@/lib/server/record/trials";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawTrial, body: "json" }),
});
