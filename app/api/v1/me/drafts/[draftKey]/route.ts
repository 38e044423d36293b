import { endpoint, resource } from "@/lib/server/door/resource";
import { readDraft, saveDraft } from "@/lib/server/entry/drafts";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readDraft, body: "none" }),
  PATCH: endpoint({ operation: saveDraft, body: "json" }),
});
