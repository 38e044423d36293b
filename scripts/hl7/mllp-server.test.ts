import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FrameReader, frame } from "./mllp-frames";
import { type RunningListener, startMllpServer } from "./mllp-server";

/** An app of the test's own: what it was asked, and what it shall answer. */
type Answering = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;
const ACCEPT = JSON.stringify({ ack: "AA", code: null, reason: null });
const accept: Answering = (_request, _body, response) => response.end(ACCEPT);

let app: ReturnType<typeof createServer>;
let url: string;
let answering: Answering;
let received: string[];
let listener: RunningListener;
let log: string[];

beforeEach(async () => {
  [answering, received, log] = [accept, [], []];
  app = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    received.push(body.toString("latin1"));
    answering(request, body, response);
  });
  await new Promise<void>((done) => app.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  listener = await start();
});
afterEach(async () => {
  await listener.stop();
  app.closeAllConnections();
  await new Promise((done) => app.close(done));
});

const start = (more: { url?: string; idleMs?: number } = {}) =>
  startMllpServer(
    {
      host: "127.0.0.1",
      port: 0,
      app: { url: more.url ?? url, token: "d29_a_b" },
      tls: null,
      idleMs: more.idleMs ?? 60_000,
    },
    (line) => log.push(line),
  );

const message = (control: string, size = 0) =>
  Buffer.from(`MSH|^~\\&|LAB|Elm|||20260410||ORU^R01|${control}|P|2.5.1\rNTE|1||${"x".repeat(size)}\r`);

/** A connection and the acknowledgements that come back on it, as "AA C-1". */
async function open(port = listener.port) {
  const socket: Socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  const reader = new FrameReader(100_000);
  const acks: string[] = [];
  const waiting: (() => void)[] = [];
  socket.on("data", (chunk) => {
    for (const one of reader.read(chunk)) {
      const [, , ack, control] = /(MSA)\|(\w+)\|([^|\r]*)/.exec(one.message.toString("latin1")) ?? [];
      acks.push(`${ack} ${control}`);
    }
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = new Promise<void>((done) => socket.on("close", () => done()));
  const answers = async (count: number) => {
    while (acks.length < count) await new Promise<void>((wake) => waiting.push(wake));
    return acks;
  };
  return { socket, acks, answers, closed };
}

describe("each message is handed to the app and answered in turn", () => {
  test("split over packets, several in one packet, with noise before and between", async () => {
    const { socket, answers } = await open();
    const stream = Buffer.concat([
      Buffer.from("noise"),
      ...["1", "2", "3"].flatMap((n) => [frame(message(n)), Buffer.from("\r\n")]),
    ]);
    socket.setNoDelay(true);
    for (const byte of stream.subarray(0, 90)) socket.write(Buffer.of(byte));
    socket.write(stream.subarray(90));
    expect(await answers(3)).toEqual(["AA 1", "AA 2", "AA 3"]);
    expect(received).toEqual(["1", "2", "3"].map((n) => message(n).toString("latin1")));
  });

  test("one at a time on a connection, side by side on several", async () => {
    const held: ServerResponse[] = [];
    let wake = () => {};
    answering = (_request, _body, response) => {
      held.push(response);
      wake();
    };
    const holding = async (count: number) => {
      while (held.length < count) await new Promise<void>((done) => (wake = done));
    };
    const [one, two] = [await open(), await open()];
    one.socket.write(Buffer.concat([frame(message("1a")), frame(message("1b"))]));
    await holding(1);
    two.socket.write(frame(message("2a")));
    await holding(2);
    // 1b was in the packet of 1a, and yet it is 2a that the app has got.
    expect(received.map((text) => /R01\|(\w+)/.exec(text)?.[1])).toEqual(["1a", "2a"]);
    for (const response of held) response.end(ACCEPT);
    await holding(3);
    held[2]?.end(ACCEPT);
    expect(await one.answers(2)).toEqual(["AA 1a", "AA 1b"]);
  });

  test("with its token, as HL7, naming the address it came from", async () => {
    let headers: IncomingMessage["headers"] = {};
    answering = (request, _body, response) => {
      headers = request.headers;
      response.end(ACCEPT);
    };
    const { socket, answers } = await open();
    socket.write(frame(message("1")));
    await answers(1);
    expect(headers).toMatchObject({
      authorization: "Bearer d29_a_b",
      "content-type": "application/hl7-v2",
      "day29-peer": "127.0.0.1",
    });
    expect(log.join("\n")).not.toContain("d29_a_b");
  });
});

describe("the first field of the answer", () => {
  const status = (code: number, body = "{}"): Answering => {
    return (_request, _body, response) => response.writeHead(code).end(body);
  };
  test.each<[string, Answering, string]>([
    ["accepted by the app", status(200, ACCEPT), "AA"],
    ["refused for its content", status(200, '{"ack":"AE","code":"truncated","reason":"No."}'), "AE"],
    ["of a type not taken", status(200, '{"ack":"AR","code":"message-type","reason":"No."}'), "AR"],
    ["refused as a whole", status(422), "AE"],
    ["too large for the app", status(413), "AE"],
    ["not allowed", status(401), "AR"],
    ["without the permission", status(403), "AR"],
    ["too often", status(429), "AR"],
    ["not taken now", status(503), "AR"],
    ["redirected", (_request, _body, response) => response.writeHead(302, { location: "/" }).end(), "AR"],
    ["answered by something else", status(200, "<html>"), "AR"],
    ["answered with an acceptance that is none of ours", status(200, '{"ack":"OK"}'), "AR"],
    ["cut off", (_request, _body, response) => response.destroy(), "AR"],
    [
      "cut off in the middle of an acceptance",
      (_request, _body, response) => {
        response.writeHead(200, { "content-length": "500" });
        response.write(ACCEPT, () => response.destroy());
      },
      "AR",
    ],
  ])("%s", async (_what, answer, ack) => {
    answering = answer;
    const { socket, answers } = await open();
    socket.write(frame(message("C-1")));
    expect(await answers(1)).toEqual([`${ack} C-1`]);
  });

  test("with nobody at the app's address is AR, and the connection goes on", async () => {
    const lost = await start({ url: "http://127.0.0.1:9" });
    const { socket, answers } = await open(lost.port);
    socket.write(frame(message("1")));
    await answers(1);
    socket.write(frame(message("2")));
    expect(await answers(2)).toEqual(["AR 1", "AR 2"]);
    await lost.stop();
  });

  test("over 25 MB is AE without asking the app, and the next message is read", async () => {
    const { socket, answers } = await open();
    socket.write(frame(message("large", 25 * 1024 * 1024)));
    socket.write(frame(message("next")));
    expect(await answers(2)).toEqual(["AE large", "AA next"]);
    expect(received).toHaveLength(1);
  });
});

describe("a connection", () => {
  test("that says nothing for too long is closed, one whose message is in hand is not", async () => {
    const idleMs = 1_000;
    const impatient = await start({ idleMs });
    answering = (_request, _body, response) => setTimeout(() => response.end(ACCEPT), 2 * idleMs);
    const { socket, answers, closed } = await open(impatient.port);
    socket.write(frame(message("slow")));
    expect(await answers(1)).toEqual(["AA slow"]);
    socket.write(Buffer.from("\x0bMSH|half"));
    await closed;
    await impatient.stop();
    expect(received).toHaveLength(1);
  });

  test("that is half closed after its message still gets the answer", async () => {
    const { socket, answers } = await open();
    socket.end(frame(message("1")));
    expect(await answers(1)).toEqual(["AA 1"]);
  });

  test("at the end gets the answer to the message in hand; what was not begun is not answered", async () => {
    let arrived = () => {};
    const begun = new Promise<void>((done) => (arrived = done));
    let held: ServerResponse | undefined;
    answering = (_request, _body, response) => {
      held = response;
      arrived();
    };
    const [working, idle] = [await open(), await open()];
    working.socket.write(Buffer.concat([frame(message("in-hand")), frame(message("behind"))]));
    await begun;
    const stopped = listener.stop();
    await idle.closed;
    held?.end(ACCEPT);
    await stopped;
    await working.closed;
    expect(working.acks).toEqual(["AA in-hand"]);
    expect(received).toHaveLength(1);
  });
});
