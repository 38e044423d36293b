import { changePolicy, readPolicy } from "@/lib/server/policy";
import { endpoint, resource } from "@/lib/server/resource";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readPolicy, body: "none" }),
  POST: endpoint({ operation: changePolicy, body: "json", status: 201 }),
});
