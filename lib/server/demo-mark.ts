import "server-only";
import { type Db, db } from "./db";
import { env } from "./env";

/**
 * "off": there is to be no demo here. "needed": a new database, or a demo that was begun and not finished.
 * "done": it is there. "none": somebody's own database, which a demo must not enter.
 */
export type DemoState = "off" | "needed" | "done" | "none";

/** Whether the invented patients are to be made in this database. */
export async function demoState(client: Db = db(), wanted = env().demo): Promise<DemoState> {
  if (!wanted) return "off";
  const marks = await client.$queryRaw<{ name: string }[]>`SELECT "name" FROM "_day29_marks"`;
  const names = new Set(marks.map(({ name }) => name));
  if (names.has("demo-done")) return "done";
  if (names.has("demo-begun")) return "needed";
  return (await client.user.findFirst()) === null ? "needed" : "none";
}

export async function markDemo(step: "begun" | "done", client: Db = db()): Promise<void> {
  const at = new Date().toISOString();
  await client.$executeRaw`INSERT INTO "_day29_marks" ("name", "at") VALUES (${`demo-${step}`}, ${at})
    ON CONFLICT ("name") DO NOTHING`;
}
