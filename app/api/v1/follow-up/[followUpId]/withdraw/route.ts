import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawFollowUp } from "@/lib/server/record/follow-up";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawFollowUp, body: "json" }),
});
