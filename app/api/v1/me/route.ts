import { readMe } from "@/lib/server/me";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readMe, body: "none" }),
});
