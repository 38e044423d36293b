import { endpoint, resource } from "@/lib/server/door/resource";
import { withdrawNote } from "@/lib/server/record/notes";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: withdrawNote, body: "json" }),
});
