import { switchSite } from "@/lib/server/me";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: switchSite, body: "json" }),
});
