import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHospital, TEST_SITES, type TestHospital } from "@/lib/server/testing/test-hospital";
import { changeMapping, forgetMapping, listMappings } from "./mappings";
import { editSite, readSite } from "./site";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());
const admin = (site: "north" | "south" = "north") => hospital.asker("admin", site);
const lastEntry = () => hospital.database.prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } });

describe("a site's settings", () => {
  test("are changed over the version that was read, audited with what was before", async () => {
    const before = await readSite(admin());
    expect(before).toMatchObject({ name: "North", decimalMark: ".", timeZone: "Europe/London" });
    const input = { decimalMark: "," };
    const after = await editSite(admin(), { ifMatch: before.version, input });
    expect(after).toEqual({ ...before, decimalMark: ",", version: before.version + 1 });
    expect(JSON.parse((await lastEntry())?.detail ?? "{}")).toEqual({ before, after: input });
    await expect(editSite(admin(), { ifMatch: before.version, input })).rejects.toMatchObject({
      code: "conflict",
      current: after,
    });
    await expect(editSite(admin(), { input })).rejects.toMatchObject({ code: "version-required" });
    expect((await readSite(admin("south"))).decimalMark).toBe(".");
  });

  test("the zone and the version cannot be set, nor a mark that is none, nor an empty name", async () => {
    for (const input of [{ timeZone: "UTC" }, { version: 9 }, { decimalMark: ";" }, { name: " " }]) {
      await expect(editSite(admin(), { ifMatch: 2, input })).rejects.toMatchObject({ code: "invalid" });
    }
  });
});

describe("a remembered mapping", () => {
  const key = { source: "hl7 LAB at ELM", kind: "analyte", code: "LEUKO" } as const;
  const other = { ...key, code: "HB" };
  const table = { source: "table Nr;Leuko", kind: "table", code: "" } as const;
  beforeAll(async () => {
    const row = {
      siteId: TEST_SITES.north.id,
      author: `nurse-${TEST_SITES.north.id}`,
      updatedAt: "2026-04-01T08:00:00.000Z",
    };
    await hospital.database.prisma.sourceMapping.createMany({
      data: [
        { ...row, ...key, value: '"WBC"' },
        { ...row, ...other, value: "null" },
        { ...row, ...table, value: '{"columns":{"Leuko":"WBC"},"decimal":","}' },
      ],
    });
  });
  const mapped = async () => (await listMappings(admin())).items.map(({ code, value }) => [code, value]);

  test("is listed with who answered it, at its own site only", async () => {
    const { items, total } = await listMappings(admin());
    expect(total).toBe(3);
    expect(items.find(({ code }) => code === "LEUKO")).toEqual({
      ...key,
      value: "WBC",
      version: 1,
      author: "nurse North",
      updatedAt: "2026-04-01T08:00:00.000Z",
    });
    expect((await listMappings(admin("south"))).items).toEqual([]);
  });

  test("is changed over the version that was read; of two who change it one is told what stands", async () => {
    const change = (value: string | null) => changeMapping(admin(), { ifMatch: 1, input: { ...key, value } });
    const attempts = await Promise.allSettled([change("ANC"), change(null)]);
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = attempts.find((attempt) => attempt.status === "rejected");
    expect(lost).toMatchObject({ reason: { code: "conflict", current: { ...key, version: 2 } } });
    const kept = { columns: { Leuko: "WBC" }, decimal: "." };
    await changeMapping(admin(), { ifMatch: 1, input: { ...table, value: kept } });
    expect(await mapped()).toContainEqual(["", kept]);
  });

  test("cannot mean what is no analyte, and a table cannot become one", async () => {
    for (const input of [
      { ...other, value: "HAEMO" },
      { ...other, value: { decimal: "." } },
      { ...table, value: "WBC" },
      { ...table, value: { decimal: ";" } },
      { ...other, value: "HGB", siteId: "x" },
    ]) {
      await expect(changeMapping(admin(), { ifMatch: 1, input })).rejects.toMatchObject({ code: "invalid" });
    }
  });

  test("is forgotten whole, and the audit keeps what it said", async () => {
    await expect(forgetMapping(admin(), { ifMatch: 7, input: other })).rejects.toMatchObject({
      code: "conflict",
    });
    await forgetMapping(admin(), { ifMatch: 1, input: other });
    expect(JSON.parse((await lastEntry())?.detail ?? "{}")).toEqual({ ...other, before: null });
    expect((await mapped()).map(([code]) => code)).not.toContain("HB");
    await expect(forgetMapping(admin(), { ifMatch: 1, input: other })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("of another site is not there", async () => {
    const input = { ...key, value: "WBC" };
    await expect(changeMapping(admin("south"), { ifMatch: 2, input })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(forgetMapping(admin("south"), { ifMatch: 2, input: key })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
