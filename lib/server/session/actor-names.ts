import "server-only";
import type { Db, Tx } from "@/lib/server/database/db";

/** Ids of actors to the names they go by: people, and programs by the name of their token. */
export async function actorNames(tx: Db | Tx, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)];
  const select = { id: true, name: true } as const;
  const tokenIds = ids.filter((id) => id.startsWith("token:")).map((id) => id.slice("token:".length));
  const [users, tokens] = [
    await tx.user.findMany({ where: { id: { in: ids } }, select }),
    tokenIds.length === 0 ? [] : await tx.serviceToken.findMany({ where: { id: { in: tokenIds } }, select }),
  ];
  return new Map([
    ...users.map(({ id, name }): [string, string] => [id, name]),
    ...tokens.map(({ id, name }): [string, string] => [`token:${id}`, name]),
  ]);
}
