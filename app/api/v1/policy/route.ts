import { endpoint, resource } from "@/lib/server/door/resource";
import { changePolicy, readPolicy } from "@/lib/server/patients/policy";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readPolicy, body: "none" }),
  POST: endpoint({ operation: changePolicy, body: "json", status: 201 }),
});
