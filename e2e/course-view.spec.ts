import { gzipSync } from "node:zlib";
import { type Admitted, admit, countOf, daysAfter, daysAgo, record, startInduction } from "./hospital-day";
import { settled } from "./hydrated";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

let patient: Admitted;
test.beforeAll(async ({ apiAs }) => {
  const nurse = await apiAs("nurse");
  patient = await admit(nurse);
  const start = daysAgo(30);
  await startInduction(nurse, patient.id, start);
  for (const day of [0, 4, 9, 14, 20, 27])
    await record(
      nurse,
      patient.id,
      countOf(daysAfter(start, day), { WBC: `${day + 1}.5`, PLT: "90", BLAST_PCT: "0" }),
    );
});

test("panels are added and taken away and change their scale, all of it in the address", async ({ page }) => {
  await page.goto(`/patients/${patient.id}`);
  await settled(page);
  await page.locator(".d29-menu summary").click();
  await page.getByRole("link", { name: "Add Blasts %", exact: true }).click();
  await expect(page).toHaveURL(/panels=[A-Z_.]*BLAST_PCT/);
  await page.getByRole("link", { name: /^WBC: logarithmic scale/ }).click();
  await expect(page).toHaveURL(/scales=WBC-linear/);
  await page.getByRole("link", { name: "Remove the panel Hb" }).click();
  await expect(page).not.toHaveURL(/HGB/);
  await page.goBack();
  await expect(page).toHaveURL(/HGB/);
  await expect(page.getByRole("link", { name: /^WBC: linear scale/ })).toBeVisible();
});

test("the stretch is chosen on the whole course by keys and by the pointer, and Back undoes it", async ({
  page,
}) => {
  await page.goto(`/patients/${patient.id}?range=all`);
  await settled(page);
  const first = page.getByRole("slider", { name: "First day shown" });
  await first.press("PageUp");
  await first.press("ArrowRight");
  await expect(page).toHaveURL(/range=-?\d+\.\.\d+/);
  const chosen = page.url();
  const box = await page.locator(".d29-brush").boundingBox();
  if (box === null) throw new Error("there is no brush");
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.15, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(page).not.toHaveURL(chosen);
  await page.goBack();
  await expect(page).toHaveURL(chosen);
});

test("the focus line never draws the chart again; a key on it pins a line to its day, which stays plain text", async ({
  page,
}) => {
  await page.goto(`/patients/${patient.id}?range=all`);
  await settled(page);
  const redrawn = await page.locator(".d29-lines").evaluateHandle((chart) => {
    const seen: number[] = [];
    const note = (changes: readonly unknown[]) => seen.push(changes.length);
    new MutationObserver(note).observe(chart, { subtree: true, childList: true, attributes: true });
    return seen;
  });
  const focus = page.getByRole("slider", { name: "Day in focus" });
  await focus.press("End");
  for (let n = 0; n < 3; n += 1) await focus.press("ArrowLeft");
  await expect(focus).toHaveAttribute("aria-valuetext", /Day 10: .*WBC/);
  expect(await redrawn.jsonValue()).toEqual([]);
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Annotations" });
  await dialog.getByLabel("Text").fill("<img src=x onerror=alert(1)> fever");
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByRole("status")).toContainText("Saved");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("list", { name: "Annotations" })).toContainText(
    "<img src=x onerror=alert(1)> fever",
  );
  await focus.press("Home");
  await focus.press("ArrowRight");
  await focus.press("ArrowRight");
  await expect(focus).toHaveAttribute("aria-valuetext", /Day 10: .*annotation <img/);
  await page.getByRole("button", { name: "Annotate" }).click();
  await dialog.getByRole("button", { name: /^Withdraw the annotation/ }).click();
  await dialog.getByLabel("Why it is withdrawn").fill("of another patient");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(dialog.getByRole("list", { name: "Annotations on record" })).toHaveCount(0);
});

test("the script of the patient page weighs at most 250 KB gzipped, with what it fetches when idle", async ({
  page,
}) => {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (answer) => {
    if (/\.js(\?|$)/.test(answer.url())) scripts.set(answer.url(), answer.body());
  });
  await page.goto(`/patients/${patient.id}`);
  await settled(page);
  await page.waitForLoadState("load");
  let sum = 0;
  for (const body of scripts.values()) sum += gzipSync(await body, { level: 9 }).length;
  expect(scripts.size).toBeGreaterThan(5);
  expect(sum / 1024).toBeLessThanOrEqual(250);
});
