import type { Page } from "@playwright/test";

/** Counts what moves on the next pages without anybody touching them; answers with the sum so far. */
export async function watchLayoutShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifted = window as unknown as { shifted: number };
    shifted.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifted.shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return async () => {
    // Two frames on, what the last change moved has been reported.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    return page.evaluate(() => (window as unknown as { shifted: number }).shifted);
  };
}
