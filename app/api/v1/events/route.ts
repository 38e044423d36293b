import { endpoint, resource } from "@/lib/server/door/resource";
import { events } from "@/lib/server/door/respond";
import { openEvents } from "@/lib/server/live/events";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({
    operation: openEvents,
    body: "query",
    background: true,
    // A browser that comes back by itself says in a header which event it knows.
    input: (request, query) => {
      const last = request.headers.get("last-event-id");
      return last === null ? query : { after: last.slice(0, 64) };
    },
    answer: (open) => events(open()),
  }),
});
