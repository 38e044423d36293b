/** UTF-8 text without its byte order mark; null where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** ISO 8859-1: every byte is the character of the same number. */
export const decodeLatin1 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  // String.fromCharCode takes its characters as arguments; more than about 100,000 overflow the stack.
  for (let start = 0; start < bytes.length; start += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return parts.join("");
};

/** Whether a field is over a limit in bytes, measured only where its length leaves a doubt. */
export function longerThan(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false;
  return text.length > bytes || new TextEncoder().encode(text).length > bytes;
}
