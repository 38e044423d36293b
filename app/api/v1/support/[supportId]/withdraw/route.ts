import { endpoint, resource } from "@/lib/server/resource";
import { withdrawSupport } from "@/lib/server/treatment";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawSupport, body: "json" }),
});
