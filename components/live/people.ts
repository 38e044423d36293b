import { get } from "@/components/api/client";
import { type PersonName, YOU } from "@/lib/contract/live";

let known: Promise<ReadonlyMap<string, string>> | null = null;

/** Who it was, by name; asked for once a page. */
export async function nameOf(id: string): Promise<string> {
  if (id === YOU) return "you";
  known ??= get<{ items: readonly PersonName[] }>("people").then((sent) => {
    if (!sent.ok) known = null;
    return new Map(sent.ok ? sent.value.items.map(({ id: one, name }) => [one, name]) : []);
  });
  return (await known).get(id) ?? "a colleague";
}
