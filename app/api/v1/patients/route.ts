import { createPatient } from "@/lib/server/patients";
import { endpoint, resource } from "@/lib/server/resource";
import { listPatients } from "@/lib/server/worklist";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listPatients, body: "query" }),
  POST: endpoint({ operation: createPatient, body: "json", status: 201 }),
});
