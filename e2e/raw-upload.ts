import { connect } from "node:net";
import { ORIGIN } from "./sign-in";

interface CutUpload {
  readonly path: string;
  readonly type: string;
  /** What really arrives. */
  readonly body: string;
  /** What Content-Length promises. */
  readonly announced: number;
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  /** True: the sender goes away at once. False: it waits for an answer before it sends the rest. */
  readonly hangUp: boolean;
}

/**
 * Sends a request whose body is shorter than it promises. Answers with what the server said before the connection was
 * gone; nothing where it said nothing.
 */
export function cutUpload({ path, type, body, announced, cookies, hangUp }: CutUpload): Promise<string> {
  const { host, hostname, port, origin } = new URL(ORIGIN);
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => {
      socket.write(
        [
          `POST ${path} HTTP/1.1`,
          `Host: ${host}`,
          `Origin: ${origin}`,
          `Cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join("; ")}`,
          `Content-Type: ${type}`,
          `Content-Length: ${announced}`,
          "",
          body,
        ].join("\r\n"),
      );
      if (hangUp) socket.end();
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error("The server neither answered nor hung up.")));
    socket.on("data", (data) => {
      said += data.toString("utf8");
      if (said.includes("requestId")) socket.destroy();
    });
    socket.on("close", () => resolve(said));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(said) : reject(error),
    );
  });
}
