import { endpoint, resource } from "@/lib/server/door/resource";
import { listPeople } from "@/lib/server/live/people";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listPeople, body: "none", background: true }),
});
