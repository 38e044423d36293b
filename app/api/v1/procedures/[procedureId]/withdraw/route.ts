import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawProcedure } from "@/lib/server/record/procedures";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawProcedure, body: "json" }),
});
