import { expect, type Locator, type Page } from "@playwright/test";
import { type Api, made } from "./api";
import type { Admitted } from "./hospital-day";
import { hydrated } from "./hydrated";

/** Counts every key that a person would press. */
export class Keys {
  pressed = 0;
  constructor(private readonly page: Page) {}

  async type(text: string) {
    for (const character of text) await this.press(character);
  }

  async press(key: string) {
    this.pressed += 1;
    await this.page.keyboard.press(key);
  }
}

export async function gridOf(page: Page, patient: Admitted, more = ""): Promise<Locator> {
  await page.goto(`/patients/${patient.id}/grid${more}`);
  const grid = page.getByRole("grid", { name: "Reports by analytes" });
  await hydrated(grid);
  return grid;
}

export const cellAt = (grid: Locator, row: number, column: number) =>
  grid.locator(`td[data-row="${row}"][data-column="${column}"]`);

/** Columns of a grid of counts: date, time, then the usual analytes in the order of the paper. */
export const WBC = 2;
export const HGB = 4;
export const PLT = 7;

export async function paste(page: Page, text: string) {
  await page.evaluate((block) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", block);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

export const saved = (page: Page, words: RegExp) =>
  expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();

export const reportsOf = async (api: Api, patient: Admitted) =>
  (await made(api.get(`patients/${patient.id}/reports`))).items as {
    id: string;
    version: number;
    collectedOn: string;
    collectedTime: string | null;
    status: string;
    results: { analyte: string; text: string; state: string; derived: boolean; unit: string }[];
  }[];
