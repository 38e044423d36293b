/** A name folded for search and order: no accents, lower case, single spaces; letters without a decomposition spelt out. */
export function nameKey(familyName: string, givenName: string): string {
  return foldName(`${familyName} ${givenName}`);
}

const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
};

export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøłđæœıþ]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .replace(/[\s,]+/g, " ")
    .trim();
}
