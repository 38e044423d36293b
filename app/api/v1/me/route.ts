import { endpoint, resource } from "@/lib/server/door/resource";
import { readMe } from "@/lib/server/session/me";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readMe, body: "none" }),
});
