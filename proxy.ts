import { type NextRequest, NextResponse } from "next/server";

/**
 * A content policy with a fresh nonce per page. It decides nothing about access: that is the door's work.
 * `style-src-attr` is open because SVG figures carry style attributes.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  // The development build evaluates strings and writes styles into the page; the built app does neither.
  const developing = process.env.NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${developing ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

// Pages only: route handlers under /api set their own headers, and an import must not be cut at the proxy's 10 MB.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon|icon).*)"] };
