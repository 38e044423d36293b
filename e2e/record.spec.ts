import { showDate } from "../lib/display";
import { made } from "./api";
import { admit, countOf, daysAfter, daysAgo, record, startInduction } from "./hospital-day";
import { hydrated } from "./hydrated";
import { expect, test } from "./sign-in";

const start = daysAgo(40);
const HOSTILE = `<img src=x onerror="document.title='hit'"> \u202Eolleh {{7*7}}`;

test.describe("a nurse", () => {
  test.use({ person: "nurse" });

  test("enters the diagnosis, a puncture, a marker, a planned test, a note and a trial, and sees them with the patient", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    await startInduction(api, patient.id, start);
    await record(api, patient.id, countOf(`${daysAfter(start, -1)}T08:30`, { WBC: "62" }));
    await page.goto(`/patients/${patient.id}`);
    await page.getByRole("region", { name: "Record" }).getByRole("link", { name: "Add or correct" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Record" })).toBeVisible();

    const diagnosis = page.getByRole("form", { name: "Diagnosis" });
    await diagnosis.getByLabel("Date of diagnosis").fill(daysAfter(start, -1));
    await diagnosis.getByLabel("Lineage").selectOption({ label: "B-ALL" });
    await diagnosis.getByRole("checkbox", { name: "Benzene" }).check();
    await diagnosis.getByRole("button", { name: "Save diagnosis" }).click();
    await expect(diagnosis.getByRole("status")).toContainText("Saved: the diagnosis");
    const factors = page.getByLabel("Prognostic factors");
    await expect(factors).toContainText(/62 ×10⁹\/L\s*high/);

    const procedure = page.getByRole("form", { name: "Add a procedure" });
    await procedure.getByLabel("Procedure").selectOption({ label: "Lumbar puncture" });
    await procedure.getByLabel("Done on").fill(start);
    await procedure.getByLabel("CSF white cells").fill("4");
    await procedure.getByLabel("CSF red cells").fill("12");
    await procedure.getByLabel("Blasts in the CSF").selectOption({ label: "Seen" });
    await procedure.getByRole("button", { name: "Use CNS2b" }).click();
    await procedure.getByRole("button", { name: "Add procedure" }).click();
    await expect(procedure.getByRole("status").last()).toContainText("Saved: Lumbar puncture");

    const marker = page.getByRole("form", { name: "Add a marker" });
    await marker.getByLabel("Test", { exact: true }).selectOption({ label: "BCR::ABL1 (Philadelphia)" });
    await marker.getByLabel("Sample of").fill(start);
    await marker.getByLabel("Finding").selectOption({ label: "Positive" });
    await marker.getByRole("button", { name: "Add finding" }).click();
    await expect(marker.getByRole("status")).toContainText("Saved: BCR::ABL1");

    const plan = page.getByRole("form", { name: "Plan a test" });
    await plan.getByLabel("Test", { exact: true }).fill("Echocardiogram");
    await plan.getByLabel("Due on").fill(daysAgo(2));
    await plan.getByRole("button", { name: "Plan test" }).click();
    const planned = page.getByRole("region", { name: "Planned tests" });
    await expect(planned.getByRole("row", { name: /Echocardiogram/ })).toContainText("Overdue");

    const note = page.getByRole("form", { name: "Write a note" });
    await note.getByLabel("Text").fill(`First line\n${HOSTILE}`);
    await note.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByRole("list", { name: "Notes on record" })).toContainText(HOSTILE);

    const trial = page.getByRole("form", { name: "Add a trial" });
    await trial.getByLabel("NCT number").fill("NCT123");
    await trial.getByRole("button", { name: "Add trial" }).click();
    await expect(trial.getByText("An NCT number is NCT and eight digits.")).toBeVisible();
    await trial.getByLabel("NCT number").fill("nct00000001");
    await trial.getByRole("button", { name: "Add trial" }).click();
    await expect(trial.getByRole("status")).toContainText("Saved: NCT00000001");

    await page.goto(`/patients/${patient.id}`);
    const banner = page.getByRole("region", { name: "Patient", exact: true });
    await expect(banner).toContainText("B-ALL · Ph+ · CNS2b");
    await expect(banner).toContainText(`${showDate(daysAfter(start, -1))} · WBC 62 ×10⁹/L`);
    const panel = page.getByRole("region", { name: "Record" });
    for (const words of ["CNS2b", "Echocardiogram", "Overdue", HOSTILE, "NCT00000001", "Benzene"]) {
      await expect(panel).toContainText(words);
    }
    expect(await page.title()).not.toContain("hit");
    const course = page.getByRole("region", { name: /^Course/ }).first();
    await expect(course.or(page.getByRole("main"))).toContainText("lumbar puncture");
  });

  test("says when a planned test was done, mends a note and withdraws a marker; nothing is deleted", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    const entry = (path: string, body: object) => made(api.post(`patients/${patient.id}/${path}`, body));
    await entry("follow-up", { test: "Marrow", due: daysAgo(1) });
    await entry("notes", { kind: "note", text: "First words" });
    await entry("markers", { test: "kmt2a", on: daysAgo(3), result: "positive" });
    await page.goto(`/patients/${patient.id}/record`);

    const done = page.getByRole("button", { name: "Done or moved: Marrow" });
    await hydrated(done);
    await done.click();
    await page
      .getByRole("form", { name: "Done or moved: Marrow" })
      .getByRole("button", { name: "Save" })
      .click();
    await expect(page.getByRole("row", { name: /Marrow/ })).toContainText(`Done${showDate(daysAgo(0))}`);

    await page.getByRole("button", { name: "Change this note" }).click();
    await page.getByRole("form", { name: "Change this note" }).getByLabel("Text").fill("Second words");
    await page.getByRole("form", { name: "Change this note" }).getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("list", { name: "Notes on record" })).toContainText("Second words");

    await page.getByRole("button", { name: /^Withdraw KMT2A/ }).click();
    const withdraw = page.getByRole("form", { name: /^Withdraw KMT2A/ });
    await withdraw.getByLabel("Why it is withdrawn").fill("another patient");
    await withdraw.getByRole("button", { name: "Withdraw" }).click();
    await expect(page.getByText("No chromosome or marker finding is on record.")).toBeVisible();
    await page.goto(`/patients/${patient.id}/history`);
    for (const words of ["Changed a planned test", "Changed a note", "Withdrew a marker"]) {
      await expect(page.getByRole("table")).toContainText(words);
    }
  });

  test("is warned while typing a targeted drug without Philadelphia and Kymriah over 25 years, and is not refused", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    await page.goto(`/patients/${patient.id}/treatment`);
    const course = page.getByRole("form", { name: "Add a course" });
    await course.getByLabel("Phase").selectOption({ label: "Induction" });
    await course.getByLabel("First day").fill(start);
    await course.getByLabel("Agents").fill("Gleevec, Kymriah");
    await expect(course.getByText("imatinib (Gleevec), tisagenlecleucel (Kymriah)")).toBeVisible();
    await expect(course.getByText(/^Imatinib: Philadelphia is not recorded/)).toBeVisible();
    await expect(course.getByText(/^Tisagenlecleucel: \d+ years old/)).toBeVisible();
    await course.getByRole("checkbox", { name: "Radiation" }).check();
    await course.getByRole("checkbox", { name: "Brain" }).check();
    await course.getByRole("button", { name: "Add course" }).click();
    await expect(course.getByRole("status").last()).toContainText("Saved: Induction");
    const list = page.getByRole("region", { name: "Courses on record" });
    await expect(list).toContainText("Radiation (brain)");
    await page.goto(`/patients/${patient.id}`);
    await expect(page.getByRole("region", { name: "Record" })).toContainText("These drugs act on BCR::ABL1");
  });

  test("tells a de-identified export the coded diagnosis and none of the words", async ({ api }) => {
    const patient = await admit(api);
    await startInduction(api, patient.id, start);
    await record(api, patient.id, countOf(`${start}T08:30`, { WBC: "12" }));
    const words = ["Secretsolvent", "Secretnote", "Secretarm", "Secretconclusion", "Secretremark"];
    const [risk, note, arm, conclusion, remark] = words;
    const at = `patients/${patient.id}`;
    const diagnosis = { on: start, lineage: "T", otherRisk: risk };
    await made(api.patch(`${at}/diagnosis`, diagnosis, 0));
    await made(api.post(`${at}/notes`, { kind: "note", text: note }));
    await made(api.post(`${at}/trials`, { nct: "NCT00000001", arm }));
    await made(api.post(`${at}/procedures`, { kind: "ct", on: start, conclusion }));
    await made(api.post(`${at}/markers`, { test: "bcr-abl1", on: start, result: "negative", text: remark }));
    const file = await api.get(`${at}/export/de-identified?format=svg`);
    expect(file.status).toBe(200);
    expect(file.text).toContain("T-ALL · Ph−");
    for (const word of [...words, "NCT00000001", showDate(start)]) expect(file.text).not.toContain(word);
  });
});
