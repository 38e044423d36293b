/** A calendar day of results, with what makes it worth a column. */
export interface CandidateDay {
  /** Days from any origin. */
  readonly day: number;
  readonly marrow: boolean;
  readonly anc: number | null;
  readonly platelets: number | null;
}

const MOST_COLUMNS = 10;

/**
 * The days a board looks at: the paired count and the newest day, the marrows (newest first), the first day, the
 * lowest ANC and platelets; then, while columns are left, the day in the middle of the widest gap.
 */
export function decisiveDays(
  candidates: readonly CandidateDay[],
  always: readonly number[],
  most = MOST_COLUMNS,
): number[] {
  const days = candidates.map(({ day }) => day).toSorted((a, b) => a - b);
  const lowest = (pick: (candidate: CandidateDay) => number | null) =>
    candidates
      .filter((candidate) => pick(candidate) !== null)
      .reduce<CandidateDay | null>(
        (low, each) => (low && (pick(low) ?? 0) <= (pick(each) ?? 0) ? low : each),
        null,
      )?.day;
  const marrows = candidates.filter(({ marrow }) => marrow).map(({ day }) => day);
  const wanted = [
    ...always,
    days.at(-1),
    ...marrows.toSorted((a, b) => b - a).slice(0, 5),
    days[0],
    lowest(({ anc }) => anc),
    lowest(({ platelets }) => platelets),
  ];
  const chosen = new Set<number>();
  for (const day of wanted) {
    if (day !== undefined && days.includes(day) && chosen.size < most) chosen.add(day);
  }
  while (chosen.size < Math.min(most, days.length)) {
    const next = widestGapMiddle(days, chosen);
    if (next === null) break;
    chosen.add(next);
  }
  return [...chosen].sort((a, b) => a - b);
}

function widestGapMiddle(days: readonly number[], chosen: ReadonlySet<number>): number | null {
  const distance = (day: number) => Math.min(...[...chosen].map((other) => Math.abs(other - day)));
  let best: number | null = null;
  for (const day of days) {
    if (chosen.has(day)) continue;
    if (best === null || distance(day) > distance(best)) best = day;
  }
  return best;
}
