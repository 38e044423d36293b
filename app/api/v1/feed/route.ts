import { hl7Oru } from "@/lib/imports/hl7-oru";
import { endpoint, resource } from "@/lib/server/door/resource";
import { receiveFeed } from "@/lib/server/feed/feed";
import { listFeed } from "@/lib/server/feed/feed-list";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: listFeed, body: "query" }),
  POST: endpoint({
    operation: receiveFeed,
    body: "file",
    mediaTypes: hl7Oru.mediaTypes,
    input: (request, bytes) => ({ bytes, peer: request.headers.get("day29-peer") }),
  }),
});
