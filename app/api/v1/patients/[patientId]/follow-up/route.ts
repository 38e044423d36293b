import { endpoint, resource } from "@/lib/server/door/resource";
import { addFollowUp } from "@/lib/server/record/follow-up";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addFollowUp, body: "json", status: 201 }),
});
