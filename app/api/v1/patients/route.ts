import { endpoint, resource } from "@/lib/server/door/resource";
import { createPatient } from "@/lib/server/patients/patients";
import { listPatients } from "@/lib/server/worklist/worklist";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listPatients, body: "query" }),
  POST: endpoint({ operation: createPatient, body: "json", status: 201 }),
});
