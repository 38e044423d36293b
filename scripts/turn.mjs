import { createHash } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./children.mjs";

// A listening socket belongs to its process: it is free the moment that process ends, also by kill -9.
const name = `day29-${createHash("sha256").update(root).digest("hex").slice(0, 16)}`;
const path = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function listen() {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(path, () => resolve(server));
  });
}

function somebodyListens() {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function inode() {
  return process.platform === "win32" ? 0 : (statSync(path, { throwIfNoEntry: false })?.ino ?? -1);
}

async function take(onWait) {
  for (let waits = 0; ; ) {
    const server = await listen();
    if (server !== null) {
      const own = inode();
      await pause(20);
      // Somebody who found the same left-over socket may have removed ours with it.
      if (inode() === own) return server;
      server.close();
    } else if (await somebodyListens()) {
      if (waits === 0) onWait();
      waits += 1;
      await pause(300);
    } else {
      rmSync(path, { force: true });
    }
  }
}

/** Installing, generating and building happen one at a time in one folder. */
export async function inTurn(work) {
  const server = await take(() =>
    console.log("Another Day 29 command is setting up this folder; waiting for it …"),
  );
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
