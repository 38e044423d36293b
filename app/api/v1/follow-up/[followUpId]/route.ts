import { endpoint, resource } from "@/lib/server/door/resource";
import { editFollowUp } from "@/lib/server/record/follow-up";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  PATCH: endpoint({ operation: editFollowUp, body: "json" }),
});
