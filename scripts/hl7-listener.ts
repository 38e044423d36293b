// npm run hl7-listener: receives a laboratory's HL7 v2 messages (MLLP) and hands each to the running app.
import { existsSync } from "node:fs";
import { isLoopback } from "../lib/server/env";
import { StartRefusal } from "../lib/server/start-refusal";
import { endWithNpm } from "./end-with-npm.mjs";
import { listenerSettings } from "./hl7/listener-settings";
import { startMllpServer } from "./hl7/mllp-server";

const say = (line: string) => console.log(`${new Date().toISOString()} ${line}`);

try {
  endWithNpm();
  if (existsSync(".env")) process.loadEnvFile(".env");
  const settings = listenerSettings(process.env);
  const listener = await startMllpServer(settings, say);
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void listener.stop().then(() => {
      say("Stopped; no message is left in hand.");
      process.exit(0);
    });
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  const secure = settings.tls === null ? "" : " with TLS";
  say(`Listening for HL7 on ${settings.host}:${listener.port}${secure}, for ${settings.app.url}`);
  if (settings.tls === null && !isLoopback(settings.host)) say("Without TLS results travel unencrypted.");
} catch (error) {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  console.error(
    error instanceof StartRefusal
      ? error.message
      : taken
        ? "DAY29_HL7_PORT is in use: stop what uses it, or choose another."
        : error,
  );
  process.exitCode = 1;
}
