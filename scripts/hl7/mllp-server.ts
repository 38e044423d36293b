import { randomUUID } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { readMessageHeader } from "../../lib/imports/hl7/message-header";
import { IMPORT_LIMITS } from "../../lib/imports/import-format";
import { acknowledgement, type Verdict } from "./acknowledgement";
import { deliver } from "./app-feed";
import type { ListenerSettings } from "./listener-settings";
import { type Frame, FrameReader, frame } from "./mllp-frames";

/** Each may hold one message of 25 MB. */
const CONNECTIONS = 32;
const HANDSHAKE_MS = 10_000;
/** For the last answer to reach its sender after the end was said. */
const LINGER_MS = 2_000;

export interface RunningListener {
  readonly port: number;
  /** Takes no new message; resolves when those in hand are answered. */
  stop(): Promise<void>;
}

/** Receives messages and hands each to the app: one at a time per connection, several connections side by side. */
export async function startMllpServer(
  settings: ListenerSettings,
  log: (line: string) => void,
): Promise<RunningListener> {
  const busy = new Set<Socket>();
  const open = new Map<Socket, Promise<void>>();
  let stopping = false;

  const answer = async (found: Frame, peer: string | undefined): Promise<Buffer> => {
    const header = readMessageHeader(found.message);
    const started = performance.now();
    const verdict: Verdict = found.tooLarge
      ? { ack: "AE", code: "too-large", reason: "The message is over 25 MB." }
      : await deliver(settings.app, new Uint8Array(found.message), peer);
    const size = found.tooLarge ? "over 25 MB" : `${found.message.length} bytes`;
    const why = verdict.code === null ? "" : `, ${verdict.code}`;
    log(`${verdict.ack} ${size} from ${peer} in ${Math.round(performance.now() - started)} ms${why}`);
    const made = { id: randomUUID().replaceAll("-", "").slice(0, 20), at: new Date().toISOString() };
    return acknowledgement(header, verdict, made);
  };

  const serve = async (socket: Socket): Promise<void> => {
    const reader = new FrameReader(IMPORT_LIMITS.bytes);
    const peer = socket.remoteAddress?.replace(/^::ffff:/, "");
    // Not as an argument of setTimeout: that would hear of the first silence only.
    socket.setTimeout(settings.idleMs).on("timeout", () => {
      if (!busy.has(socket)) socket.destroy();
    });
    // Not read further while a message is in hand: a sender that does not wait is held back by TCP itself.
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      for (const found of reader.read(chunk as Buffer)) {
        if (stopping) return;
        busy.add(socket);
        await written(socket, frame(await answer(found, peer)));
        busy.delete(socket);
        if (stopping) return;
      }
    }
  };

  const connected = (socket: Socket) => {
    const served = serve(socket)
      // A sender that is gone hears nothing; it will send again what was not acknowledged.
      .catch(() => undefined)
      .finally(() => {
        busy.delete(socket);
        open.delete(socket);
        close(socket);
      });
    open.set(socket, served);
  };

  const server: Server =
    settings.tls === null
      ? createServer({ allowHalfOpen: true, noDelay: true }, connected)
      : createTlsServer(
          { ...settings.tls, allowHalfOpen: true, handshakeTimeout: HANDSHAKE_MS },
          connected,
        ).on("tlsClientError", (error) =>
          log(`A sender was refused by TLS: ${"code" in error ? error.code : error.name}`),
        );
  server.maxConnections = CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : settings.port,
    async stop() {
      stopping = true;
      server.close();
      for (const socket of open.keys()) if (!busy.has(socket)) socket.destroy();
      await Promise.all(open.values());
    },
  };
}

/** Resolves once the system has the bytes. */
function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error == null ? resolve() : reject(error)));
  });
}

/** Said politely: closing at once with unread bytes would take the last answer back. */
function close(socket: Socket): void {
  if (socket.destroyed) return;
  socket.on("error", () => undefined);
  socket.end();
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
