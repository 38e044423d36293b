import { Hl7Message } from "@medplum/core";
import { Hl7Client, ReturnAckCategory } from "@medplum/hl7";
import { type ListenerProcess, startListenerProcess } from "../lib/server/testing/listener-process";
import { made } from "./api";
import { admit, newMrn } from "./hospital-day";
import { hl7File, nistSample } from "./laboratory-file";
import { expect, ORIGIN, test } from "./sign-in";

test.use({ person: "admin" });

let listener: ListenerProcess | null = null;
test.afterEach(async () => {
  await listener?.end("SIGKILL");
  listener = null;
});

const listen = async (token: string) => {
  listener = await startListenerProcess({
    DAY29_HL7_PORT: "0",
    DAY29_HL7_TOKEN: token,
    DAY29_URL: ORIGIN,
  });
  return listener;
};

/** Sends a message with Medplum's client: MSA-1, MSA-2 and MSA-3 of the answer. */
async function send(port: number, text: string): Promise<(string | undefined)[]> {
  const client = new Hl7Client({ host: "127.0.0.1", port, connectTimeout: 20_000 });
  try {
    const answer = await client.sendAndWait(Hl7Message.parse(text), {
      returnAck: ReturnAckCategory.FIRST,
      timeoutMs: 60_000,
    });
    return [1, 2, 3].map((field) => answer.getSegment("MSA")?.getField(field)?.toString());
  } finally {
    await client.close();
  }
}

test("an administrator makes a token, sees the feed live and fail, and shuts it out; the values are there at once", async ({
  page,
  apiAs,
}) => {
  const nurse = await apiAs("nurse");
  const patient = await admit(nurse);
  const name = `Feed ${newMrn()}`;
  await page.goto("/admin/tokens");
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByText("Name the program: the audit calls it so.")).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await expect(page.getByLabel(/^Bring in results/)).toBeChecked();
  await page.getByRole("button", { name: "Make token" }).click();
  const token = (await page.locator("code").textContent()) ?? "";
  expect(token).toMatch(/^d29_/);
  await page.getByRole("button", { name: "I have it" }).click();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText(/never.*active/);
  await expect(page.getByText(token.slice(-43))).toHaveCount(0);

  const { port } = await listen(token);
  const accession = newMrn();
  const known = { MRN: patient.mrn, FAMILY: patient.familyName, GIVEN: patient.givenName };
  const filling = { ...known, ACCESSION: accession, VALUE: "10.7" };
  expect((await send(port, hl7File("one-value", filling))).slice(0, 2)).toEqual(["AA", `${accession}-1`]);
  const { items } = await made(nurse.get(`patients/${patient.id}/reports`));
  expect(items).toHaveLength(1);
  expect(items[0].author).toBe(name);
  expect(items[0].results[0]).toMatchObject({ analyte: "HGB", text: "10.7" });
  const stranger = hl7File("one-value", { ACCESSION: newMrn() });
  expect((await send(port, stranger))[0]).toBe("AA");
  const adt = await send(port, hl7File("one-value", known).replace("ORU^R01^ORU_R01", "ADT^A08"));
  expect([adt[0], adt[2]]).toEqual(["AR", expect.stringContaining("Only results")]);

  await page.goto("/admin/feed");
  const messages = page.getByRole("region", { name: "Messages, as a table" }).getByRole("row");
  await expect(messages.nth(1)).toContainText(/AR not taken.*Only results.*ADT\^A08/);
  await expect(messages.nth(2)).toContainText(/AA accepted.*2 rows of it wait for a person/);
  await expect(messages.nth(3)).toContainText(
    new RegExp(`AA accepted.*LAB at Invented Hospital.*${accession}-1`),
  );
  await expect(page.getByRole("region", { name: "Senders, as a table" })).toContainText("127.0.0.1");
  for (const clinical of [patient.familyName, patient.mrn, "10.7"])
    await expect(page.getByRole("main")).not.toContainText(clinical);
  await page.getByRole("link", { name: "AR not taken" }).click();
  await expect(page).toHaveURL(/ack=AR/);
  await expect(page.getByRole("region", { name: "Messages, as a table" })).not.toContainText("AA");

  await page.goto("/admin/tokens");
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByLabel("Why it is revoked").fill("End of the test");
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("revoked");
  const shut = await send(port, hl7File("one-value", { ...known, ACCESSION: newMrn() }));
  expect([shut[0], shut[2]]).toEqual(["AR", expect.stringContaining("does not accept the token")]);
  expect((await made(nurse.get(`patients/${patient.id}/reports`))).items).toHaveLength(1);
});

test("the published NIST message is taken by the feed and waits for its patient to be named", async ({
  api,
}) => {
  const sample = nistSample();
  test.skip(sample === null, "the published sample is not beside this repository");
  const { token } = await made(api.post("tokens", { name: "NIST", permissions: ["report:write"] }));
  const { port } = await listen(token);
  const answer = await send(port, (sample ?? "").replace(/^\uFEFF/, ""));
  expect(answer.slice(0, 2)).toEqual(["AA", "NIST-LRI-NG-002.00"]);
});

test("the site's decimal mark is changed, and a colleague's change meanwhile is shown beside one's own", async ({
  page,
  api,
}) => {
  const before = await made(api.get("site"));
  await page.goto("/admin/site");
  await page.getByText("Comma: 0,25").click();
  await made(api.patch("site", { name: "North Hospital" }, before.version));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = page.getByRole("row", { name: /^Decimal mark/ });
  await expect(conflict).toContainText(/Point: 0\.25.*Point: 0\.25.*Comma: 0,25/);
  await page.getByRole("button", { name: "Save my changes over theirs" }).click();
  await expect(page.getByText("The site is saved.")).toBeVisible();
  const after = await made(api.get("site"));
  expect(after).toMatchObject({ name: "North Hospital", decimalMark: "," });
  await made(api.patch("site", { name: before.name, decimalMark: before.decimalMark }, after.version));
});
