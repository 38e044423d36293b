import "server-only";
import type { Ack } from "@/lib/contract/feed";
import { type AppError, ERROR_STATUS } from "@/lib/errors";
import type { RefusalCode } from "@/lib/imports/import-format";

export interface FeedRefusal {
  readonly ack: Exclude<Ack, "AA">;
  readonly code: string;
  readonly reason: string;
}

/** Our own sentences for what a reading refuses: the reading's quote the message, and these leave the record. */
const WHOLE: Readonly<Partial<Record<RefusalCode, string>>> = {
  empty: "The message is empty.",
  "too-large": "The message is over 25 MB.",
  "wrong-kind": "This is not an HL7 v2 message.",
  encoding: "The text is not UTF-8, and MSH-18 does not name ISO 8859-1.",
  "no-header": "A segment comes before any MSH header.",
  "header-unreadable": "MSH-1 and MSH-2 are not usable.",
  "message-type": "Only results (ORU^R01) are taken.",
  "unreadable-line": "A line is not an HL7 segment.",
  truncated: "The message was cut short.",
  "too-many-rows": "The message holds more than 200,000 observations.",
  "field-too-long": "A field is over 64 KB.",
  "no-results": "The message holds no observation (OBX).",
};

/** Rows named in a reason. */
const ROWS_NAMED = 3;

/**
 * What to answer a message that was refused; null where the refusal is no judgement on the message, so that it must
 * be sent again. HL7 v2 chapter 2, original mode: a type we do not take is rejected (AR), content we cannot is an error (AE).
 */
export function feedRefusal(error: AppError): FeedRefusal | null {
  if (![400, 413, 422].includes(ERROR_STATUS[error.code])) return null;
  const [first] = error.fields;
  if (first === undefined) return { ack: "AE", code: error.code, reason: "The message cannot be taken." };
  if (first.path === "file") {
    return {
      ack: first.code === "message-type" ? "AR" : "AE",
      code: first.code,
      reason: WHOLE[first.code as RefusalCode] ?? "The message cannot be read.",
    };
  }
  const named = error.fields.slice(0, ROWS_NAMED).map(({ path, code }) => `${path} ${code}`);
  const more = error.fields.length - named.length;
  return {
    ack: "AE",
    code: first.code,
    reason: `Nothing was written: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
  };
}
