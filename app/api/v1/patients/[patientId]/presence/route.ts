import { endpoint, resource } from "@/lib/server/door/resource";
import { tellPresence } from "@/lib/server/live/presence";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: tellPresence, body: "json", background: true }),
});
