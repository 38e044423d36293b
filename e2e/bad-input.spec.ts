import type { Locator } from "@playwright/test";
import { made } from "./api";
import { type Admitted, admit, countOf, daysAgo, newMrn, record, tally } from "./hospital-day";
import { hl7File } from "./laboratory-file";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

const field = (form: Locator, label: string) => form.getByRole("textbox", { name: label, exact: true });

test("the results form refuses each at its field in words, keeps what was typed, and writes nothing", async ({
  page,
  api,
}) => {
  const patient = await admit(api);
  const before = await tally(api, patient.id);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  await page.goto(`/patients/${patient.id}/results`);
  const form = page.getByRole("form", { name: "Enter results" });
  const save = form.getByRole("button", { name: "Save", exact: true });
  const date = form.getByLabel("Date", { exact: true });
  await save.click();
  await expect(form.getByText("Enter the day of collection.")).toBeVisible();
  await expect(form.getByText("Enter at least one value.")).toBeVisible();
  await expect(date).toBeFocused();

  await field(form, "Hb").fill("12.4");
  for (const [typed, words] of [
    ["03/04/2026", "can be read as two different days"],
    ["2025-02-30", "This day does not exist in the calendar."],
    ["soon", "Write the date as"],
    [daysAgo(-2), "This day lies in the future."],
  ] as const) {
    await date.fill(typed);
    await save.click();
    await expect(date, typed).toHaveAccessibleDescription(new RegExp(words));
    await expect(date, typed).toHaveValue(typed);
  }
  expect(sent).toEqual([]);

  // What only the server knows comes back to the same field.
  await date.fill("1992-02-29");
  await save.click();
  await expect(date).toHaveAccessibleDescription(/before the birth date/);
  await date.fill(daysAgo(3));
  for (const [typed, words] of [
    ["abc", /not a value/i],
    ["124", /not possible.*12\.4/i],
    ["-3", /not possible|not a value/i],
    ["1,240", /not a value/i],
  ] as const) {
    await field(form, "Hb").fill(typed);
    await save.click();
    await expect(field(form, "Hb"), typed).toHaveAttribute("aria-invalid", "true");
    await expect(field(form, "Hb"), typed).toHaveAccessibleDescription(words);
  }
  // A unit cannot be left out, nor be one the analyte does not have.
  const units = await form.getByLabel("Unit of Hb").getByRole("option").allTextContents();
  expect(units).toEqual(expect.arrayContaining(["g/dL", "g/L", "mmol/L"]));
  expect(units.join(" ")).not.toMatch(/g\/mL|no unit|10⁹/);
  expect(sent.filter((url) => url.endsWith("/reports"))).toHaveLength(1);
  expect(await tally(api, patient.id)).toEqual(before);
});

test("a colleague's change meanwhile is shown beside one's own, and nothing is overwritten unseen", async ({
  page,
  api,
  apiAs,
}) => {
  const patient = await admit(api);
  const report = await record(api, patient.id, countOf(daysAgo(3), { WBC: "4.2", HGB: "9.1" }));
  await page.goto(`/patients/${patient.id}/reports/${report.id}`);
  const form = page.getByRole("form", { name: "Correct this report" });
  await field(form, "Hb").fill("11.9");
  await form.getByLabel("Reason").selectOption({ label: "Typing error" });
  const colleague = await apiAs("oncologist");
  const results = [
    { analyte: "WBC", text: "4.2", unit: "10*9/L" },
    { analyte: "HGB", text: "10.9", unit: "g/dL" },
  ];
  await made(colleague.patch(`reports/${report.id}`, { reason: "typing-error", results }, 1));
  await form.getByRole("button", { name: "Save correction" }).click();
  const differs = page.getByRole("region", { name: "What differs" });
  await expect(differs.getByRole("row", { name: /^Hb/ })).toHaveText(/Hb.*9\.1.*10\.9.*11\.9/);
  expect((await made(api.get(`reports/${report.id}`))).version).toBe(2);
  await page.getByRole("button", { name: /over theirs$/ }).click();
  const versionThree = page.getByRole("region", { name: "Values of version 3" });
  await expect(versionThree.getByRole("row", { name: /^Hb/ })).toContainText("changed from 10.9 g/dL");
});

test.describe("a laboratory file", () => {
  let before: Record<string, number>;
  let patient: Admitted;
  test.beforeEach(async ({ api }) => {
    patient = await admit(api, { givenName: "Ida" });
    before = await tally(api, patient.id);
  });

  test("keeps what cannot be used for a person, row by row with the reason, and commits none of it", async ({
    api,
  }) => {
    for (const [filling, outcome, code, words] of [
      [{ VALUE: "abc" }, "set-aside", "unreadable", /not a value/i],
      [{ VALUE: "118" }, "set-aside", "hard-limit", /11\.8/],
      [{ UNIT: "" }, "set-aside", "unit-missing", /unit/i],
      [{ UNIT: "g/mL" }, "set-aside", "unit-refused", /g\/mL.*g\/dL/],
      [{ TEST: "99999-9^Something new" }, "set-aside", "no-analyte", /Something new/],
      [{ COLLECTED: `${daysAgo(-2).replaceAll("-", "")}` }, "set-aside", "future-date", /after the file/],
      [{ COLLECTED: "19920229" }, "set-aside", "before-birth", /before the birth date/],
      [{ COLLECTED: "20250230" }, "refused", "date-impossible", /does not exist/],
    ] as const) {
      const { status, body } = await api.upload(hl7File("one-value", { MRN: patient.mrn, ...filling }));
      const where = JSON.stringify(filling);
      expect(status, where).toBe(201);
      const [row] = body.rows;
      expect([row.at, row.outcome, row.code, row.value], where).toEqual(["OBX[1]", outcome, code, null]);
      expect(row.reason, where).toMatch(words);
      if (outcome !== "refused") continue;
      const commit = await api.post(`imports/${body.id}/commit`, {});
      expect([commit.status, commit.body.error.code], where).toEqual([422, "import-refused"]);
      expect(commit.body.error.fields[0].message, where).toMatch(/^Line 4: /);
    }
    expect(await tally(api, patient.id)).toEqual(before);
  });

  test("is one batch however often and by how many it is committed", async ({ api, apiAs }) => {
    const { body } = await api.upload(hl7File("one-value", { MRN: patient.mrn }));
    const colleague = await apiAs("oncologist");
    const answers = await Promise.all(
      [api, colleague, api, colleague].map((who) => who.post(`imports/${body.id}/commit`, {})),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.body.batchId)).size).toBe(1);
    expect(await tally(api, patient.id)).toEqual({ ...before, reports: 1, versions: 1 });
  });

  test("never finds another hospital's patient, not by number, not by choice", async ({ api, apiAs }) => {
    const south = await apiAs("southNurse");
    const theirs = await admit(south, { givenName: "Ida" });
    const { body } = await api.upload(hl7File("one-value", { MRN: theirs.mrn, FAMILY: theirs.familyName }));
    expect(body.state).toBe("needs-answers");
    expect(body.patients[0]).toMatchObject({ state: "unknown", patientId: null, candidates: [] });
    const chosen = await api.patch(
      `imports/${body.id}`,
      { patients: { [theirs.mrn]: { patientId: theirs.id } } },
      1,
    );
    const missing = await api.patch(
      `imports/${body.id}`,
      { patients: { [theirs.mrn]: { patientId: crypto.randomUUID() } } },
      2,
    );
    const { version: _, ...first } = chosen.body;
    const { version: __, ...second } = missing.body;
    expect([chosen.status, first]).toEqual([missing.status, second]);
    expect(JSON.stringify(second)).not.toContain(theirs.id);
    expect((await made(south.get(`patients/${theirs.id}/reports`))).total).toBe(0);
    expect(await tally(api, patient.id)).toEqual(before);
  });

  test("of the wrong kind, cut short, or born tomorrow is refused in words", async ({ api }) => {
    const whole = hl7File("one-value", { MRN: newMrn() });
    for (const [bytes, type, status, words] of [
      [Buffer.from("%PDF-1.7 letter"), "application/hl7-v2", 422, /PDF document/],
      [Buffer.from("PK\u0003\u0004zip"), "application/hl7-v2", 422, /ZIP container/],
      [Buffer.from('{"resourceType":"Bundle"}'), "application/hl7-v2", 422, /looks like JSON/],
      [Buffer.from([0xff, 0xfe, 0x4d, 0x00]), "application/hl7-v2", 422, /UTF-16/],
      [Buffer.from("date;WBC\n2026-01-01;4"), "application/hl7-v2", 422, /HL7/],
      [Buffer.alloc(0), "application/hl7-v2", 422, /empty/],
      [
        Buffer.from(whole.replace("ORU^R01^ORU_R01", "ADT^A01^ADT_A01")),
        "application/hl7-v2",
        422,
        /ADT|ORU/,
      ],
      [
        Buffer.from(whole.slice(0, whole.indexOf("|F|||", whole.indexOf("OBX|2")))),
        "application/hl7-v2",
        422,
        /whole|cut/,
      ],
      [Buffer.from(whole), "application/pdf", 415, /Send this as application\/hl7-v2/],
      [Buffer.from(whole), "application/json", 415, /Send this as/],
    ] as const) {
      const answer = await api.upload(bytes, type);
      expect([answer.status, answer.body.error.message], answer.text).toEqual([
        status,
        expect.stringMatching(words),
      ]);
    }
    expect((await api.upload(whole, "application/hl7-v2", "no-such-format")).status).toBe(422);
    const unborn = await api.upload(hl7File("one-value", { BORN: daysAgo(-2).replaceAll("-", "") }));
    const { key } = unborn.body.patients[0];
    await api.patch(`imports/${unborn.body.id}`, { patients: { [key]: { create: true } } }, 1);
    expect((await made(api.post(`imports/${unborn.body.id}/commit`, {}))).patients[0].patientId).toBeNull();
    expect(await tally(api, patient.id)).toEqual(before);
  });
});
