import { endpoint, resource } from "@/lib/server/door/resource";
import { createToken, listTokens } from "@/lib/server/session/service-tokens";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listTokens, body: "none" }),
  POST: endpoint({ operation: createToken, body: "json", status: 201 }),
});
