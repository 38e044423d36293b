import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** For tests: `npm run hl7-listener` as a process of its own, without npm between. */
export interface ListenerProcess {
  readonly port: number;
  /** Everything it has said so far. */
  said(): string;
  /** Sends the signal and waits until the process is gone; its exit code, null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export async function startListenerProcess(
  settings: Readonly<Record<string, string>>,
): Promise<ListenerProcess> {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/hl7-listener.ts"];
  const { npm_lifecycle_event: _, ...environment } = process.env;
  const child = spawn(process.execPath, args, { cwd: root, env: { ...environment, ...settings } });
  let said = "";
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const port = await new Promise<number>((resolve, reject) => {
    const heard = (text: Buffer) => {
      said += text.toString();
      const found = /Listening for HL7 on \S+:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on("data", heard);
    child.stderr.on("data", heard);
    void ended.then((code) => reject(new Error(`The listener ended with ${code}: ${said}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { port, said: () => said, end };
}
