/** What an acknowledgement and the record of the traffic need of a message: fields of its header, as sent. */
export interface MessageHeader {
  /** MSH-1 and MSH-2: "|" and "^~\\&". */
  readonly fieldSeparator: string;
  readonly encodingCharacters: string;
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  readonly messageType: string;
  readonly controlId: string;
  readonly processingId: string;
  readonly version: string;
}

/** A header is a line; what is longer is none. */
const HEADER_BYTES = 4096;

/**
 * Reads the first MSH line of a message that may not be readable otherwise; null where there is none. Characters
 * stand for bytes (ISO 8859-1), so that what is written back is what was sent, whatever its character set.
 */
export function readMessageHeader(bytes: Uint8Array): MessageHeader | null {
  const head = Array.from(bytes.subarray(0, HEADER_BYTES), (byte) => String.fromCharCode(byte)).join("");
  const line = /(?:^|[\r\n])(?:\u00ef\u00bb\u00bf)?(MSH[^A-Za-z0-9\s][^\r\n]*)/.exec(head)?.[1];
  if (line === undefined) return null;
  const fieldSeparator = line.charAt(3);
  const fields = line.split(fieldSeparator);
  // MSH-1 is the separator itself: MSH-2 is the first text after the name.
  const field = (number: number) => fields[number - 1] ?? "";
  return {
    fieldSeparator,
    encodingCharacters: field(2),
    sendingApplication: field(3),
    sendingFacility: field(4),
    receivingApplication: field(5),
    receivingFacility: field(6),
    messageType: field(9),
    controlId: field(10),
    processingId: field(11),
    version: field(12),
  };
}
