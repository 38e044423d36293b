import "server-only";
import { type DatabaseStatus, databaseStatus } from "./database-status";

export type Readiness =
  | { readonly status: 200; readonly body: { readonly ok: true } & DatabaseStatus }
  | { readonly status: 503; readonly body: { readonly ok: false; readonly message: string } };

const WAIT_MS = 4_000;

/** Whether this process can serve: a database that is silent is as bad as one that refuses. */
export async function readiness(ask: () => Promise<DatabaseStatus> = databaseStatus): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS, null);
  });
  // Why it failed is for the log, not for whoever may call this without signing in.
  const status = await Promise.race([ask().catch(() => null), silence]);
  clearTimeout(timer);
  if (status === null) return { status: 503, body: { ok: false, message: "The database does not answer." } };
  return { status: 200, body: { ok: true, ...status } };
}
