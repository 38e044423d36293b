import { endpoint, resource } from "@/lib/server/door/resource";
import { undoReview } from "@/lib/server/worklist/review";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  POST: endpoint({ operation: undoReview, body: "json" }),
});
