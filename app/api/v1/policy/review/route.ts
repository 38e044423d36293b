import { reviewPolicy } from "@/lib/server/policy-preview";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: reviewPolicy, body: "json" }),
});
