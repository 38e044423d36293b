import { expect, type Locator, type Page } from "@playwright/test";

/** Gives the form of /import a file and has it read; the format is the one the form sees in it. */
export async function chooseFile(
  page: Page,
  content: string | Buffer,
  name = "results.hl7",
): Promise<Locator> {
  await page.goto("/import");
  const form = page.getByRole("form", { name: "Import results" });
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
  // The form takes a file only once it can keep it.
  await expect(form.getByRole("button", { name: "Choose a file" })).toBeEnabled();
  await form.getByLabel("Laboratory file").setInputFiles(file);
  if (name.endsWith(".csv")) await expect(form.getByLabel("Format")).toHaveValue("csv");
  await form.getByRole("button", { name: "Read and preview" }).click();
  return form;
}

/** Uploads a file and waits for its preview. */
export async function previewFile(page: Page, content: string, name?: string) {
  await chooseFile(page, content, name);
  await expect(page.getByRole("heading", { level: 1, name: /^Import preview/ })).toBeVisible();
}

export const rowsOf = (page: Page) => page.getByRole("region", { name: "Rows of the file" }).getByRole("row");

export const readingOf = (page: Page) => page.getByRole("form", { name: "How the file is read" });

export const commitButton = (page: Page) => page.getByRole("button", { name: /^(Commit|Keep)/ });

/** What waits on /import under these words: one patient or one code. */
export const waitingItem = (page: Page, words: string) =>
  page
    .getByRole("region", { name: /^Waiting for a person/ })
    .getByRole("listitem")
    .filter({ hasText: words })
    .first();
