const FORM = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };

export type SignInOutcome = "signed-in" | "refused" | "wait" | "unreachable";

async function csrfToken(): Promise<string> {
  const answer = await fetch("/api/auth/csrf", { cache: "no-store" });
  const body = (await answer.json()) as { csrfToken?: string };
  return body.csrfToken ?? "";
}

async function send(path: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: "true" });
  return fetch(path, { method: "POST", headers: FORM, body, cache: "no-store" });
}

/** What next-auth answers is a URL; its `error` says refused, and which refusal it was is not ours to tell. */
export function outcomeOf(status: number, body: unknown): SignInOutcome {
  const url = typeof body === "object" && body !== null && "url" in body ? body.url : null;
  const error = typeof url === "string" ? new URL(url, "http://localhost").searchParams.get("error") : null;
  if (status === 429 || error === "Throttled") return "wait";
  if (status >= 500) return "unreachable";
  return status < 400 && error === null && url !== null ? "signed-in" : "refused";
}

export async function requestSignIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const answer = await send("/api/auth/callback/credentials", { email, password });
    return outcomeOf(answer.status, await answer.json().catch(() => null));
  } catch {
    // fetch rejects only where no answer came at all.
    return "unreachable";
  }
}

/** False where the server could not be told: the session then still stands. */
export async function requestSignOut(): Promise<boolean> {
  try {
    return (await send("/api/auth/signout", {})).ok;
  } catch {
    return false;
  }
}

/** Plain segments and a plain query: nothing a browser could read as another host, not even after normalising. */
const OWN_PATH = /^\/(?:[\w-]+(?:\/[\w-]+)*)?(?:\?[\w=&.-]*)?$/;

/** Where to go after signing in: a path of our own, never another site. */
export function safeNext(next: string | string[] | undefined): string {
  return typeof next === "string" && OWN_PATH.test(next) ? next : "/";
}
