import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/server/env";
import { addressIn } from "./client-address";
import { sessionCookie } from "./session-cookie";
import { revokeSession, signIn } from "./sign-in";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sessionId?: string;
  }
}

/** next-auth carries one thing in its cookie: which session row to ask. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().secret,
    session: { strategy: "jwt", maxAge: 12 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: env().https,
    cookies: { sessionToken: sessionCookie() },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        // Null for every refusal: what is thrown here would end up in the URL.
        async authorize(credentials, request) {
          const { email, password } = credentials ?? {};
          if (typeof email !== "string" || typeof password !== "string" || password.length > 1024)
            return null;
          const headers = request.headers ?? {};
          const signedIn = await signIn(email, password, {
            address: addressIn(headers["x-forwarded-for"]),
            agent: headers["user-agent"] ?? null,
            nowMs: Date.now(),
          });
          return signedIn && { id: signedIn.userId, sessionId: signedIn.sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.sessionId === undefined ? token : { sessionId: user.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (token?.sessionId !== undefined) await revokeSession(token.sessionId, Date.now());
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}
