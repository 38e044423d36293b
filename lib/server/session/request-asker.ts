import "server-only";
import { AppError } from "@/lib/errors";
import type { Asker } from "@/lib/server/door/actor";
import { addressIn } from "./client-address";
import { askerOf, sessionCookieIn } from "./session";
import { askerOfToken } from "./token-asker";

/**
 * Who asks: a person by their session cookie, or a program by the service token it bears; never both at once. What a
 * page asks in the background keeps no session alive.
 */
export async function askerOfRequest(request: Request, background = false): Promise<Asker> {
  const cookie = request.headers.get("cookie");
  // Another scheme is not ours to read: a proxy in front may ask for Basic.
  const [, token] = /^Bearer +(\S*) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined) return await askerOf(cookie, background);
  if (sessionCookieIn(cookie) !== null) {
    throw new AppError("not-signed-in", "Send a session cookie or a service token, not both.");
  }
  return await askerOfToken(token, addressIn(request.headers.get("x-forwarded-for")));
}
