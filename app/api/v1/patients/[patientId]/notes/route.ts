import { endpoint, resource } from "@/lib/server/door/resource";
import { addNote } from "@/lib/server/record/notes";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: addNote, body: "json", status: 201 }),
});
