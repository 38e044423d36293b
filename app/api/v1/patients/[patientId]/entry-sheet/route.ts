import { endpoint, resource } from "@/lib/server/door/resource";
import { readEntrySheet } from "@/lib/server/entry/entry-sheets";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readEntrySheet, body: "none" }),
});
