import { endpoint, resource } from "@/lib/server/door/resource";
import { readFlowsheet } from "@/lib/server/patients/flowsheet";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readFlowsheet, body: "query" }),
});
