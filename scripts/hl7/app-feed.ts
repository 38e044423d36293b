import { z } from "zod";
import { ACKS } from "../../lib/contract/feed";
import type { Verdict } from "./acknowledgement";

/** The longest work of the app is a minute; after this it is away. */
const PATIENCE_MS = 90_000;

const answered = z.object({ ack: z.enum(ACKS), code: z.string().nullable(), reason: z.string().nullable() });

const again = (code: string, reason: string): Verdict => ({ ack: "AR", code, reason });

/** What the app says without having looked at the message: its sender can send it again once this is mended. */
const TURNED_AWAY: Readonly<Record<number, string>> = {
  401: "Day 29 does not accept the token of this listener.",
  403: "The token of this listener may not write results.",
  429: "Day 29 was asked too often with a wrong token; send this again later.",
};
const REFUSED = [400, 413, 415, 422];

/** Hands one message to the app. It is accepted only once the app has said that it is committed. */
export async function deliver(
  app: { readonly url: string; readonly token: string },
  message: Uint8Array<ArrayBuffer>,
  peer: string | undefined,
): Promise<Verdict> {
  try {
    const response = await fetch(`${app.url}/api/v1/feed`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${app.token}`,
        "content-type": "application/hl7-v2",
        ...(peer === undefined ? {} : { "day29-peer": peer }),
      },
      body: message,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (response.status === 200) return answered.parse(JSON.parse(text));
    if (REFUSED.includes(response.status)) {
      return { ack: "AE", code: "refused", reason: "Day 29 refused the message as a whole." };
    }
    return again(
      `status-${response.status}`,
      TURNED_AWAY[response.status] ?? "Day 29 cannot take messages now; send this again.",
    );
  } catch {
    // No network, no answer in time, or an answer that is not Day 29's: whether it was written is not known.
    return again("no-answer", "Day 29 cannot be reached; send this again.");
  }
}
