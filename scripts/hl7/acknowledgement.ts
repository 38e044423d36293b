import type { Ack } from "../../lib/contract/feed";
import type { MessageHeader } from "../../lib/imports/hl7/message-header";

export interface Verdict {
  readonly ack: Ack;
  /** Null where it was accepted. */
  readonly code: string | null;
  readonly reason: string | null;
}

/** Codes of table 0357 for our refusals; what is not named is an application's own. */
const CONDITIONS: Readonly<Record<string, readonly [code: string, text: string]>> = {
  "message-type": ["200", "Unsupported message type"],
  "no-header": ["100", "Segment sequence error"],
  "no-results": ["100", "Segment sequence error"],
  truncated: ["100", "Segment sequence error"],
  "unreadable-line": ["100", "Segment sequence error"],
  "date-impossible": ["102", "Data type error"],
  "time-skipped": ["102", "Data type error"],
};
const OWN = ["207", "Application internal error"] as const;

const NO_HEADER: MessageHeader = {
  fieldSeparator: "|",
  encodingCharacters: "^~\\&",
  sendingApplication: "",
  sendingFacility: "",
  receivingApplication: "",
  receivingFacility: "",
  messageType: "",
  controlId: "",
  processingId: "P",
  version: "2.5.1",
};

/**
 * The answer to a message, in its own separators and version: an ACK whose MSA-1 is the verdict and whose MSA-2 is the
 * message's MSH-10 byte for byte. The reason is in MSA-3, and in ERR as the version has it.
 */
export function acknowledgement(
  sent: MessageHeader | null,
  verdict: Verdict,
  made: { readonly id: string; readonly at: string },
): Buffer {
  const header = sent !== null && usable(sent) ? sent : { ...NO_HEADER, controlId: sent?.controlId ?? "" };
  const { fieldSeparator: bar, encodingCharacters: marks } = header;
  const [component = "^"] = marks;
  const subcomponent = marks.charAt(3) || "&";
  const said = escaped(verdict.reason ?? "", bar, marks);
  const segment = (...fields: readonly string[]) => fields.join(bar).replace(RegExp(`\\${bar}+$`), "");
  const version = header.version.split(component)[0] || NO_HEADER.version;
  const lines = [
    segment(
      "MSH",
      marks,
      header.receivingApplication,
      header.receivingFacility,
      header.sendingApplication,
      header.sendingFacility,
      `${made.at.replace(/\D/g, "").slice(0, 14)}+0000`,
      "",
      typeOf(header, version, component),
      made.id,
      header.processingId || "P",
      header.version || NO_HEADER.version,
    ),
    segment("MSA", verdict.ack, header.controlId, said),
  ];
  if (verdict.ack !== "AA") {
    const [code, text] = CONDITIONS[verdict.code ?? ""] ?? OWN;
    lines.push(
      version >= "2.5"
        ? segment(
            "ERR",
            "",
            "",
            [code, text, "HL70357"].join(component),
            "E",
            verdict.code ?? "",
            "",
            "",
            said,
          )
        : segment("ERR", ["", "", "", [code, text, "HL70357"].join(subcomponent)].join(component)),
    );
  }
  return Buffer.from(lines.map((line) => `${line}\r`).join(""), "latin1");
}

/** Separators that can be written with: four or five different marks, none of them a letter, digit or blank. */
function usable({ fieldSeparator, encodingCharacters }: MessageHeader): boolean {
  const marks = [fieldSeparator, ...encodingCharacters];
  return (
    [5, 6].includes(marks.length) &&
    new Set(marks).size === marks.length &&
    marks.every((mark) => /^[!-/:-@[-`{-~]$/.test(mark))
  );
}

/** Before 2.4 an acknowledgement has no structure, before 2.3.1 no event in MSH-9. */
function typeOf({ messageType }: MessageHeader, version: string, component: string): string {
  const event = messageType.split(component)[1] ?? "";
  if (version < "2.3.1" || event === "") return "ACK";
  return ["ACK", event, ...(version < "2.4" ? [] : ["ACK"])].join(component);
}

/** Our own sentence in ASCII, with the sender's separators spelt out. */
function escaped(text: string, bar: string, marks: string): string {
  const [component = "^", repetition = "~", mark = "\\", subcomponent = "&"] = marks;
  const names: Readonly<Record<string, string>> = {
    [bar]: "F",
    [component]: "S",
    [repetition]: "R",
    [mark]: "E",
    [subcomponent]: "T",
  };
  return [...text.replace(/[^\x20-\x7e]/g, "?")]
    .map((character) => (names[character] === undefined ? character : `${mark}${names[character]}${mark}`))
    .join("");
}
