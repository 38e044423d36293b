import { endpoint, resource } from "@/lib/server/door/resource";
import { editNote } from "@/lib/server/record/notes";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  PATCH: endpoint({ operation: editNote, body: "json" }),
});
