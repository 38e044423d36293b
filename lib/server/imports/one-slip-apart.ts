/** Two record numbers that one slip of the hand turns into each other: a character more, less or other, or two neighbours swapped. */
export function oneSlipApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  // In numbers of one or two characters every number would resemble every other.
  if (Math.min(one.length, other.length) < 4) return false;
  let start = 0;
  while (one[start] === other[start]) start += 1;
  const rest = (text: string, skipped: number) => text.slice(start + skipped);
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2))
  );
}
