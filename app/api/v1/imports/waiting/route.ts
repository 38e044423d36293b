import { endpoint, resource } from "@/lib/server/door/resource";
import { settleWaiting } from "@/lib/server/imports/settle-waiting";
import { readWaitingQueue } from "@/lib/server/imports/waiting-queue";

export const { GET, POST, PATCH, PUT, DELETE } = resource({
  GET: endpoint({ operation: readWaitingQueue, body: "none" }),
  POST: endpoint({ operation: settleWaiting, body: "json" }),
});
