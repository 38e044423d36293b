import { endpoint, resource } from "@/lib/server/door/resource";
import { changePreferences } from "@/lib/server/session/me";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: changePreferences, body: "json" }),
});
