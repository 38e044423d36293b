import "server-only";

/** The last hop is the one our own front wrote; earlier ones are what the client claims. */
export const addressIn = (forwarded: string | null | undefined) =>
  forwarded?.split(",").at(-1)?.trim() || "unknown";
