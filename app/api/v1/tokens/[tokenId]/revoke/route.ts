import { endpoint, resource } from "@/lib/server/door/resource";
import { revokeToken } from "@/lib/server/session/service-tokens";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: revokeToken, body: "json" }),
});
