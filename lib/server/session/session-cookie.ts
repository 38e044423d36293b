import "server-only";
import { env } from "@/lib/server/env";

/** `__Host-` and Secure wherever HTTPS is in front; on plain-HTTP loopback a browser would refuse both. */
export function sessionCookie() {
  const secure = env().https;
  return {
    name: secure ? "__Host-day29" : "day29",
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}
