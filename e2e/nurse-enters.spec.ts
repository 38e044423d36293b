import type { Locator, Page } from "@playwright/test";
import { showDate } from "../lib/display";
import { made } from "./api";
import {
  type Admitted,
  admit,
  countOf,
  daysAfter,
  daysAgo,
  newMrn,
  record,
  startInduction,
} from "./hospital-day";
import { expect, PASSWORD, SIGN_INS, test } from "./sign-in";

const start = daysAgo(40);
const day29 = daysAfter(start, 28);

/** The results form of a patient, with the day of collection typed. */
async function resultsForm(page: Page, patient: Admitted): Promise<Locator> {
  await page.goto(`/patients/${patient.id}/results`);
  const form = page.getByRole("form", { name: "Enter results" });
  await form.getByLabel("Date", { exact: true }).fill(day29);
  await form.getByLabel(/^Time/).first().fill("0830");
  return form;
}

const field = (form: Locator, label: string) => form.getByRole("textbox", { name: label, exact: true });

const flowsheetOf = (page: Page) => page.getByRole("region", { name: "Flowsheet", exact: true });

/** A typed value counts once its field is left. */
async function type(form: Locator, values: Record<string, string>) {
  for (const [label, text] of Object.entries(values)) await field(form, label).fill(text);
  await form.getByRole("textbox", { name: "Accession number" }).first().focus();
}

test.describe("somebody who is not signed in", () => {
  test("reaches the sign-in page from anywhere, is told nothing by a wrong password, and enters with the right one", async ({
    page,
  }) => {
    await page.goto(`/patients/${crypto.randomUUID()}`);
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel("E-mail address").fill(SIGN_INS.nurse);
    await page.getByLabel("Password").fill("not the password at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
    await expect(page.getByLabel("Password")).toBeFocused();

    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByLabel("Password").press("Enter");
    await expect(page.getByRole("table", { name: /Patients/ })).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("North");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test.describe("a nurse", () => {
  test.use({ person: "nurse" });

  test("admits a patient and records a course, an extramedullary finding and a transfusion", async ({
    page,
  }) => {
    const mrn = newMrn();
    await page.goto("/");
    await page.getByRole("link", { name: "New patient" }).click();
    const form = page.getByRole("form", { name: /patient/i });
    await form.getByRole("button", { name: "Create patient" }).click();
    await expect(form.getByText("Enter the family name.")).toBeVisible();
    await form.getByLabel("Family name").fill("Adair");
    await form.getByLabel("Given name").fill("Noa");
    await form.getByLabel("Medical record number").fill(mrn);
    await form.getByLabel("Date of birth").fill("1 Mar 1992");
    await expect(form.getByText("01-Mar-1992")).toBeVisible();
    await form.getByLabel("Sex").selectOption("female");
    await form.getByRole("button", { name: "Create patient" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Adair, Noa" })).toBeVisible();

    await page.goto(`${page.url()}/treatment`);
    const course = page.getByRole("form", { name: "Add a course" });
    await course.getByLabel("Phase").selectOption({ label: "Induction" });
    await course.getByLabel("First day").fill(start);
    await course.getByRole("checkbox", { name: "Chemotherapy" }).check();
    await course.getByRole("button", { name: "Add course" }).click();
    await expect(course.getByRole("status")).toContainText(`Saved: Induction from ${showDate(start)}`);

    const finding = page.getByRole("form", { name: "Add an extramedullary finding" });
    await finding.getByLabel("Finding").selectOption({ label: "Absent" });
    await finding.getByLabel("Found on").fill(start);
    await finding.getByRole("button", { name: "Add finding" }).click();
    await expect(finding.getByRole("status")).toContainText(`Absent on ${showDate(start)}`);

    const support = page.getByRole("form", { name: "Add a support event" });
    await support.getByLabel("Given", { exact: true }).selectOption({ label: "Platelets" });
    await support.getByLabel("Given on").fill(daysAfter(start, 9));
    await support.getByRole("button", { name: "Add support event" }).click();
    await expect(support.getByRole("status")).toContainText("Saved: Platelets");

    const on = (name: string) => page.getByRole("region", { name });
    await expect(on("Courses on record").getByRole("row", { name: /Induction/ })).toContainText(
      "Chemotherapy",
    );
    await expect(on("Support on record").getByRole("row", { name: /Platelets/ })).toContainText("Day 10");
    await expect(on("Extramedullary findings on record").getByRole("row", { name: /Absent/ })).toBeVisible();
  });

  test("has a typing error refused in place, an unusual value confirmed, the ANC computed, and sees the flags", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    await startInduction(api, patient.id, start);
    const form = await resultsForm(page, patient);
    await expect(form.getByText("Day 29", { exact: false }).first()).toBeVisible();
    await form.getByRole("radio", { name: "Both" }).check({ force: true });
    await type(form, { WBC: "0.08", Hb: "125", PLT: "88", "Neut %": "50", "Marrow blasts": "4.2" });

    // 125 g/dL cannot be: said at the field with the value that fits, and nothing can be saved until it is mended.
    await expect(
      form
        .getByText(/did you mean 12\.5/i)
        .or(form.getByRole("button", { name: "Use 12.5" }))
        .first(),
    ).toBeVisible();
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(field(form, "Hb")).toBeFocused();
    await expect(field(form, "Hb")).toHaveAttribute("aria-invalid", "true");
    expect((await made(api.get(`patients/${patient.id}/reports`))).total).toBe(0);

    await form.getByRole("button", { name: "Use 12.5" }).click();
    await expect(field(form, "Hb")).toHaveValue("12.5");
    await expect(field(form, "Hb")).not.toHaveAttribute("aria-invalid");
    // 0.08 is unusual: one key confirms it.
    await expect(form.getByRole("status").filter({ hasText: "WBC not confirmed" })).toBeVisible();
    await field(form, "WBC").press("y");
    await expect(form.getByText("WBC is unusual and confirmed.")).toBeVisible();
    await expect(form.getByText(/= 0\.04.*computed/)).toBeVisible();
    await expect(field(form, "PLT")).toHaveAccessibleDescription(/low/);

    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
    const flowsheet = flowsheetOf(page);
    await expect(flowsheet.getByRole("row", { name: /^PLT/ })).toContainText(/88.*low/);
    await expect(flowsheet.getByRole("row", { name: /^ANC/ })).toContainText(/0\.04.*critically low/);
    await expect(flowsheet.getByRole("row", { name: /^WBC/ })).toContainText(/0\.08.*critically low/);
    await expect(flowsheet.getByRole("row", { name: /^Marrow blasts/ })).toContainText("4.2");
    const reports = await made(api.get(`patients/${patient.id}/reports`));
    expect(reports.items.map(({ specimen }: { specimen: string }) => specimen).sort()).toEqual([
      "blood",
      "marrow",
    ]);
  });

  test("makes one report by pressing Save twice, and creates nothing by going back", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    const form = await resultsForm(page, patient);
    await type(form, { WBC: "5.1", Hb: "12.9", PLT: "210", ANC: "2.4" });
    let posts = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/reports")) posts += 1;
    });
    await form.getByRole("button", { name: "Save", exact: true }).dblclick();
    await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
    expect(posts).toBe(1);
    const before = await made(api.get(`patients/${patient.id}/reports`));
    expect(before.total).toBe(1);

    await page.goBack();
    await expect(page.getByRole("heading", { name: "Enter results" })).toBeVisible();
    await page.goForward();
    await expect(flowsheetOf(page)).toContainText("12.9");
    await page.reload();
    await expect(flowsheetOf(page)).toContainText("12.9");
    expect(await made(api.get(`patients/${patient.id}/reports`))).toEqual(before);
  });

  test("keeps what was typed when the network is lost, and saves it once it is back", async ({
    page,
    api,
    context,
  }) => {
    const patient = await admit(api);
    const form = await resultsForm(page, patient);
    await type(form, { Hb: "11.8" });
    await context.setOffline(true);
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("alert")).toContainText("The network is gone");
    await expect(field(form, "Hb")).toHaveValue("11.8");
    await context.setOffline(false);
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
    expect((await made(api.get(`patients/${patient.id}/reports`))).total).toBe(1);
  });

  test("corrects a value with a reason, sees both versions, and then withdraws the report", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    await startInduction(api, patient.id, start);
    const report = await record(api, patient.id, countOf(`${day29}T08:30`, { WBC: "4.4", HGB: "9.1" }));
    await page.goto(`/patients/${patient.id}`);
    await page.getByRole("link", { name: /^Blood report of/ }).click();
    const form = page.getByRole("form", { name: "Correct this report" });
    await field(form, "Hb").fill("11.9");
    await form.getByRole("button", { name: "Save correction" }).click();
    await expect(form.getByText("Choose a reason.")).toBeVisible();
    await form.getByLabel("Reason").selectOption({ label: "Typing error" });
    await form.getByRole("button", { name: "Save correction" }).click();

    const second = page.getByRole("region", { name: "Values of version 2" });
    await expect(second.getByRole("row", { name: /^Hb/ })).toContainText("changed from 9.1 g/dL");
    await expect(
      page.getByRole("region", { name: "Values of version 1" }).getByRole("row", { name: /^Hb/ }),
    ).toContainText("9.1");
    await expect(page.getByText("Why: Typing error")).toBeVisible();

    await page.getByRole("button", { name: /^Withdraw this report/ }).click();
    const withdraw = page.getByRole("form", { name: "Withdraw this report" });
    await withdraw.getByLabel("Reason").selectOption({ label: "Belongs to another patient" });
    await withdraw.getByRole("button", { name: "Withdraw report" }).click();
    await expect(page.getByText("This report is withdrawn.")).toBeVisible();
    const { items } = await made(api.get(`reports/${report.id}/versions`));
    expect(
      items.map(({ version, status }: { version: number; status: string }) => [version, status]),
    ).toEqual([
      [3, "entered-in-error"],
      [2, "corrected"],
      [1, "final"],
    ]);
    const assessment = await made(api.get(`patients/${patient.id}/assessment`));
    expect(assessment.remission.verdict).toBe("indeterminate");
  });
});
