import { endpoint, resource } from "@/lib/server/door/resource";
import { summariseFeed } from "@/lib/server/feed/feed-summary";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: summariseFeed, body: "none" }),
});
