import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One form for every way of typing the same characters. */
const normal = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string) => hash(normal(password), COST);

let stranger: Promise<string> | null = null;

/** Costs the same for an unknown user as for a wrong password, so that time does not tell them apart. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  stranger ??= hashPassword("no one signs in with this");
  const fits = await verify(passwordHash ?? (await stranger), normal(password));
  return fits && passwordHash !== null;
}
