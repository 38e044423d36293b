/**
 * The day in focus, as the x of its stop. Kept outside React's tree so that moving it re-renders the readouts only;
 * a day, not an index, so that another axis or range keeps what was looked at or drops it.
 */
export interface FocusStore {
  readonly get: () => number | null;
  readonly set: (x: number | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function focusStore(): FocusStore {
  let current: number | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (x) => {
      if (x === current) return;
      current = x;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The stop nearest to a day; null where there are none. */
export function nearestStop(stops: readonly { readonly x: number }[], x: number): number | null {
  if (stops.length === 0) return null;
  let low = 0;
  let high = stops.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const after = stops[low]?.x ?? 0;
  const before = stops[low - 1]?.x;
  return before !== undefined && x - before < after - x ? low - 1 : low;
}

/** Where a key takes the focus; undefined: the key is not ours. */
export function stopAfterKey(key: string, current: number | null, count: number): number | null | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "Escape") return current === null ? undefined : null;
  if (key === "ArrowLeft") return current === null ? last : Math.max(current - 1, 0);
  if (key === "ArrowRight") return current === null ? last : Math.min(current + 1, last);
  return undefined;
}
