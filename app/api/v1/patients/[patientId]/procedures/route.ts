import { endpoint, resource } from "@/lib/server/door/resource";
import { addProcedure } from "@/lib/server/record/procedures";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addProcedure, body: "json", status: 201 }),
});
