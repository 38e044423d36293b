import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Handler } from "@/lib/server/door/resource";

/** For tests: real route handlers behind a real HTTP server in this process. */
export interface ServedApi {
  readonly url: string;
  close(): Promise<void>;
}

type Routes = Readonly<Record<string, Partial<Record<string, Handler>>>>;

/** `routes` by path, without parameters: { "/api/v1/feed": { POST } }. */
export async function serveApi(routes: Routes): Promise<ServedApi> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of incoming) parts.push(part as Buffer);
    } catch {
      // The client is gone in the middle of its request: a server hands no half of one on.
      outgoing.destroy();
      return;
    }
    const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
    const handler = routes[url.pathname]?.[incoming.method ?? ""];
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const body = parts.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(parts)) };
    const request = new Request(url, { method: incoming.method ?? "GET", headers, ...body });
    const answer = handler
      ? await handler(request, { params: Promise.resolve({}) })
      : new Response(null, { status: 404 });
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
