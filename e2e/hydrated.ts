import { expect, type Locator, type Page } from "@playwright/test";

/** A press on what the server drew does nothing until the page's script has taken it over; React leaves its mark then. */
export async function hydrated(locator: Locator): Promise<void> {
  const marked = () =>
    locator.first().evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(marked).toBe(true);
}

/** Until a page is hydrated its forms are shut and its chart is the server's. */
export async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator("fieldset:disabled").count()).toBe(0);
  const course = page.getByRole("img", { name: /^Course by/ });
  if ((await course.count()) > 0) await expect(course.locator(".recharts-surface").first()).toBeVisible();
}
