import "server-only";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** `d29_<id>_<secret>`: the id says which row to ask, the secret (256 bits) is kept by its bearer alone. */
const FORM = /^d29_([0-9a-zA-Z-]{1,64})_([0-9a-zA-Z_-]{43})$/;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** A new token's text, to be shown once, and what is kept of it. A random secret needs no slow hash. */
export function newServiceToken(id: string): { token: string; secretHash: string } {
  const secret = randomBytes(32).toString("base64url");
  return { token: `d29_${id}_${secret}`, secretHash: hashOf(secret) };
}

/** Null for what cannot be one of our tokens. */
export function readServiceToken(text: string): { id: string; secretHash: string } | null {
  const [, id, secret] = FORM.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secretHash: hashOf(secret) };
}

/** Takes as long for a wrong secret as for a right one, however much of it is right. */
export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
