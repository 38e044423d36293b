import { Tag, type TagTone } from "@/components/ui/tag";
import type { Ack } from "@/lib/contract/feed";

/** HL7's code and what it means; the colour repeats it. */
export const ACK_WORDS: Readonly<Record<Ack, string>> = {
  AA: "accepted",
  AE: "refused",
  AR: "not taken",
};

const TONES: Readonly<Record<Ack, TagTone>> = { AA: "met", AE: "critical", AR: "open" };

export function AckMark({ ack }: { readonly ack: Ack }) {
  return (
    <Tag tone={TONES[ack]}>
      {ack} {ACK_WORDS[ack]}
    </Tag>
  );
}
