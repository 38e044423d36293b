import "server-only";
import { mayDo, type Permission, type Role, type TokenScope } from "@/lib/permissions";

/** Who asks, as their session or service token stands at this request. */
export interface Actor {
  /** A program is "token:" and the id of its service token, here and as its session. */
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  /** Held at the current site; a program holds none. */
  readonly roles: readonly Role[];
  /** What a service token was given; absent for a person, who acts by role. */
  readonly scopes?: readonly TokenScope[];
  readonly site: { readonly id: string; readonly name: string; readonly timeZone: string };
}

/** A request as the door sees it. */
export interface Asker {
  readonly actor: Actor;
  readonly requestId: string;
  /** The server's clock when the request came in, ISO-8601 UTC. */
  readonly now: string;
}

/** A person may what their roles carry, a program what its token was given and nothing else. */
export function actorMay(actor: Actor, permission: Permission): boolean {
  if (actor.scopes === undefined) return mayDo(actor.roles, permission);
  return (actor.scopes as readonly Permission[]).includes(permission);
}
