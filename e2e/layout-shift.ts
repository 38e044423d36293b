import type { Page } from "@playwright/test";

interface Shifts {
  /** Of the whole page; up to 0.1 counts as good. */
  readonly page: number;
  /** Of what moved inside a drawing. */
  readonly drawings: number;
}

/** Counts what moves on the next pages without anybody touching them; answers with the sums so far. */
export async function watchLayoutShift(page: Page): Promise<() => Promise<Shifts>> {
  await page.addInitScript(() => {
    const sums = { page: 0, drawings: 0 };
    (window as unknown as { shifts: typeof sums }).shifts = sums;
    const within = ({ node }: { node?: Node | null }) =>
      (node instanceof Element ? node : node?.parentElement)?.closest("[role=img]") != null;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node?: Node | null }[] };
        sums.page += value;
        if (sources.some(within)) sums.drawings += value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return async () => {
    // Two frames on, what the last change moved has been reported.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    return page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
  };
}
