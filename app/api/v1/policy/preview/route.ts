import { endpoint, resource } from "@/lib/server/door/resource";
import { previewPolicy } from "@/lib/server/patients/policy-preview";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: previewPolicy, body: "json" }),
});
