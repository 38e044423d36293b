import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Admitted, admit } from "./hospital-day";
import { hydrated, settled } from "./hydrated";
import { expect, test } from "./sign-in";

let patient: Admitted;
test.beforeAll(async ({ apiAs }) => {
  patient = await admit(await apiAs("nurse"));
});

const palette = (page: Page) => page.getByRole("dialog", { name: /^Go to a patient/ });
const box = (page: Page) => palette(page).getByRole("combobox");

async function open(page: Page) {
  await hydrated(page.getByRole("button", { name: "Keys", exact: true }));
  await page.keyboard.press("Control+k");
  await expect(box(page)).toBeFocused();
}

test.describe("the command palette", () => {
  test.use({ person: "oncologist" });

  test("finds a patient by record number and goes there; what is typed is in no address", async ({
    page,
  }) => {
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    await page.goto("/rules");
    await open(page);
    await page.keyboard.type(patient.mrn);
    const found = palette(page).getByRole("option", { name: new RegExp(patient.mrn) });
    await expect(found).toHaveAttribute("aria-selected", "true");
    await expect(box(page)).toHaveAttribute("aria-activedescendant", (await found.getAttribute("id")) ?? "");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
    await expect(palette(page)).toBeHidden();
    expect(addresses.filter((url) => url.includes(patient.mrn))).toEqual([]);
  });

  test("offers the pages and what the page that now is can do, and does it", async ({ page }) => {
    await page.goto(`/patients/${patient.id}`);
    await settled(page);
    await open(page);
    for (const name of [
      "Worklist",
      "Enter results E",
      "Print this patient on one sheet P",
      "Edit patient",
      "Theme: dark",
    ])
      await expect(palette(page).getByRole("option", { name })).toBeVisible();
    await page.keyboard.type("downl");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Download" })).toBeVisible();
    await page.keyboard.press("Escape");

    await open(page);
    await page.keyboard.type("theme dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByRole("button", { name: /^Theme: dark/ })).toBeVisible();
    await open(page);
    await page.keyboard.type("hide");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-identifiers", "hidden");
    await open(page);
    await page.keyboard.type("import");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/import$/);
  });

  test("keeps the focus, wraps at the ends, and gives the focus back", async ({ page }) => {
    await page.goto(`/patients/${patient.id}`);
    await settled(page);
    const history = page.getByRole("link", { name: "History", exact: true });
    await history.focus();
    await open(page);
    await expect(palette(page).getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await expect(palette(page).getByRole("option").last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Tab");
    await expect(box(page)).toBeFocused();
    const axe = new AxeBuilder({ page }).setLegacyMode(true).include("dialog[open]");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect((await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(history).toBeFocused();
  });

  test("is not part of the first load, and opens with single keys switched off", async ({ page }) => {
    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.push(request.url());
    });
    await page.goto("/rules");
    await hydrated(page.getByRole("button", { name: "Keys", exact: true }));
    await page.keyboard.press("?");
    await page.getByLabel("Single keys work on their own").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys on this page" })).toBeHidden();
    const before = scripts.length;
    await open(page);
    expect(scripts.length).toBeGreaterThan(before);
  });

  test("the key map names what works on the page, and nothing else", async ({ page }) => {
    const keys = page.getByRole("dialog", { name: "Keys on this page" });
    await page.goto("/rules");
    await hydrated(page.getByRole("button", { name: "Keys", exact: true }));
    await page.keyboard.press("?");
    await expect(keys).toContainText("Ctrl K");
    await expect(keys).not.toContainText("Flowsheet");
    await expect(keys).not.toContainText("Worklist:");
    await page.goto("/");
    await hydrated(page.getByRole("button", { name: "Keys", exact: true }));
    await page.keyboard.press("?");
    await expect(keys).toContainText("Worklist: from row to row");
    await expect(keys).toContainText("Find a patient");
  });
});

test.describe("the keys of a page", () => {
  test.use({ person: "nurse" });

  for (const [name, address] of [
    ["worklist", () => "/"],
    ["patient page", () => `/patients/${patient.id}`],
    ["entry", () => `/patients/${patient.id}/results`],
  ] as const) {
    test(`no key of the ${name} means two things`, async ({ page }) => {
      await page.goto(address());
      const keys = await page
        .locator("[data-shortcut]")
        .evaluateAll((controls) => controls.map((control) => control.getAttribute("data-shortcut")));
      expect(keys.length).toBeGreaterThan(0);
      expect(keys).toEqual([...new Set(keys)]);
    });
  }
});

test.describe("of an administrator", () => {
  test.use({ person: "admin" });

  test("the palette has pages and commands and looks for no patient", async ({ page }) => {
    const searches: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/search")) searches.push(request.url());
    });
    await page.goto("/rules");
    await open(page);
    await page.keyboard.type("audit");
    await expect(palette(page).getByRole("option", { name: "Audit" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/admin\/audit/);
    expect(searches).toEqual([]);
  });
});
