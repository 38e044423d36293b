import { made } from "./api";
import { admit, countOf, daysAgo, marrowOf, record, startInduction } from "./hospital-day";
import { partsOf } from "./opened-file";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

/** What people are called, and what people write into name fields; every one of them is only text. */
const NAMES = [
  { familyName: "<script>window.ran = 1</script>", givenName: '"><img src=x onerror="window.ran = 1">' },
  { familyName: `O'Brien & "Sons" </title>`, givenName: "{{7*7}} #{7*7} %3Cb%3E &lt;b&gt; ]]>" },
  { familyName: "مُرَيم\u202Eevil", givenName: "שָׁלוֹם" },
  { familyName: "👩🏽‍⚕️ Ωmega", givenName: "Zo\u0308e ﬁ 𝒜" },
  { familyName: "Ñ".repeat(120), givenName: "W".repeat(120) },
  { familyName: '=HYPERLINK("https://evil.example")', givenName: "@SUM(1+1)*cmd|' /C calc'!A0" },
] as const;

for (const name of NAMES) {
  test(`“${name.familyName.slice(0, 30)}” is text on the worklist, the patient page, the drawing and the slide`, async ({
    page,
    api,
  }) => {
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") broken.push(message.text());
    });
    const patient = await admit(api, { ...name });
    expect([patient.familyName, patient.givenName]).toEqual([name.familyName, name.givenName]);
    const start = daysAgo(30);
    await startInduction(api, patient.id, start);
    await record(api, patient.id, countOf(daysAgo(2), { WBC: "4.2", HGB: "11.5", PLT: "180", ANC: "2.1" }));
    await record(api, patient.id, marrowOf(daysAgo(2), "3"));

    const shown = `${name.familyName}, ${name.givenName}`;
    await page.goto("/?sort=-changed&limit=5");
    const link = page.getByRole("table").locator(`a[href="/patients/${patient.id}"]`);
    await expect(link).toBeVisible();
    expect(await link.textContent()).toBe(shown);
    await link.click();
    await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(shown);
    await expect(page).toHaveTitle("Patient · Day 29");
    for (const address of [`/patients/${patient.id}`, "/?sort=-changed&limit=5"]) {
      await page.goto(address);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
        await expect.poll(wide, `${address} at ${width}`).toBeLessThanOrEqual(width);
      }
    }
    expect(await page.evaluate(() => "ran" in window)).toBe(false);
    expect(broken).toEqual([]);

    const svg = await api.get(`patients/${patient.id}/export?format=svg`);
    const slide = await partsOf((await api.get(`patients/${patient.id}/export?format=pptx`)).bytes);
    const parsed = await page.evaluate(
      (documents) =>
        documents.map((text) => {
          const { documentElement: root } = new DOMParser().parseFromString(text, "application/xml");
          const active = root.querySelectorAll("script, foreignObject, img, a, parsererror").length;
          return { active, words: root.textContent ?? "" };
        }),
      [svg.text, ...[...slide].filter(([part]) => /\.(xml|rels)$/.test(part)).map(([, text]) => text)],
    );
    expect(parsed.map(({ active }) => active)).toEqual(parsed.map(() => 0));
    // What turns the direction of the text around it is left out of files.
    expect(parsed[0]?.words).toContain(name.familyName.replace("\u202E", "").slice(0, 40));
    const { items } = await made(api.get(`patients/${patient.id}/history?limit=3`));
    expect(items[0].action).toBe("patient.export-identified");
  });
}
