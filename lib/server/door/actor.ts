import "server-only";
import type { Role } from "@/lib/permissions";

/** Who asks, as their session stands at this request. */
export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  /** Held at the current site. */
  readonly roles: readonly Role[];
  readonly site: { readonly id: string; readonly name: string; readonly timeZone: string };
}

/** A request as the door sees it. */
export interface Asker {
  readonly actor: Actor;
  readonly requestId: string;
  /** The server's clock when the request came in, ISO-8601 UTC. */
  readonly now: string;
}
