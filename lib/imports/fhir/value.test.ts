import { describe, expect, test } from "vitest";
import { type Json, loinc, observed, quantity, UCUM, without, written } from "../fixtures/build-bundle";
import { readResources } from "../fixtures/read-bundle";

const read = async (parts: Json) => {
  const { rows, reports } = await readResources(without(parts));
  return { row: rows[0], result: reports[0]?.results[0] };
};

describe("a quantity", () => {
  test.each(["12.50", "12.5", "0.10", "1.25e1", "100"])("%s keeps its digits", async (digits) => {
    const { row, result } = await read({ valueQuantity: quantity(digits) });
    expect([row?.text, result?.text]).toEqual([digits, digits]);
  });

  test.each(["<", "<=", ">=", ">"])("keeps its comparator %s", async (comparator) => {
    const { row } = await read({ valueQuantity: quantity("12.5", "g/dL", { comparator }) });
    expect(row).toMatchObject({ text: `${comparator}12.5`, outcome: "value" });
  });

  test("with a comparator nobody knows is kept and not used", async () => {
    const { row, result } = await read({ valueQuantity: quantity("12.5", "g/dL", { comparator: "ad" }) });
    expect(row).toMatchObject({ outcome: "set-aside", code: "unreadable" });
    expect(result).toMatchObject({ text: "12.5", setAside: expect.stringContaining("ad") });
  });

  test("has the unit of its code where that is UCUM, else the printed one", async () => {
    const unit = async (more: Json) =>
      (await read({ valueQuantity: { value: written("12.5"), ...more } })).row?.unit;
    expect(await unit({ unit: "grams", code: "g/dL", system: UCUM })).toBe("g/dL");
    expect(await unit({ unit: "g/dL", code: "258795003", system: "http://snomed.info/sct" })).toBe("g/dL");
    expect(await unit({ unit: "g/dL" })).toBe("g/dL");
    expect(await unit({})).toBeNull();
  });

  test("printed in one unit and coded in another is set aside: one of the two is wrong by ten", async () => {
    const { row, result } = await read({ valueQuantity: quantity("125", "g/L", { unit: "g/dL" }) });
    expect(row).toMatchObject({ outcome: "set-aside", code: "unit-refused", value: null });
    expect(row?.reason).toContain("g/dL");
    expect(result?.setAside).not.toBeNull();
    expect((await read({ valueQuantity: quantity("12.5", "g/dL", { unit: "gm/dL" }) })).row?.outcome).toBe(
      "value",
    );
  });

  test("of haemoglobin in g/mL is set aside with the unit that fits", async () => {
    expect((await read({ valueQuantity: quantity("12.5", "g/mL") })).row).toMatchObject({
      code: "unit-refused",
      suggestion: "g/dL",
    });
  });

  test("without a number is no value", async () => {
    const { row } = await read({ valueQuantity: { unit: "g/dL" } });
    expect(row).toMatchObject({ outcome: "set-aside", code: "no-value", value: null });
  });
});

describe("another kind of value", () => {
  test.each([
    [{ valueString: " <5 " }, " <5 "],
    [{ valueInteger: written("12") }, "12"],
    [{ valueCodeableConcept: { coding: [{ code: "1", display: "Two" }], text: "As written" } }, "As written"],
    [{ valueCodeableConcept: { coding: [{ code: "260385009", display: "Negative" }] } }, "Negative"],
    [{ valueRange: { low: quantity("3"), high: quantity("5.0") } }, "3-5.0"],
    [{ valueRange: { low: quantity("3") } }, ">=3"],
    [{ valueRange: { high: quantity("5") } }, "<=5"],
    [{ valueRatio: { numerator: quantity("1", "1"), denominator: quantity("128", "1") } }, "1:128"],
  ] as const)("%j is %j", async (parts, text) => {
    expect((await read({ ...parts, code: loinc("709-6") })).row?.text).toBe(text);
  });

  test("a range from one unit to another is set aside", async () => {
    const { row } = await read({ valueRange: { low: quantity("3", "g/L"), high: quantity("5", "g/dL") } });
    expect(row).toMatchObject({ code: "unit-refused" });
  });

  test.each([
    { valueBoolean: true },
    { valueDateTime: "2026" },
    { valueSampledData: { data: "1 2" } },
    { valueNew: 1 },
  ])("%j is kept out of the values, and its clause stays unknown", async (parts) => {
    const { row, result } = await read(parts);
    expect(row).toMatchObject({ outcome: "set-aside", code: "type-unsupported" });
    expect(result?.setAside).toContain("type");
  });

  test("two values at once are none", async () => {
    const { row } = await read({ valueQuantity: quantity("12.5"), valueString: "13" });
    expect(row).toMatchObject({ outcome: "set-aside", code: "unreadable" });
  });
});

describe("a reason why there is no value", () => {
  test("is the row's, and the report says that nothing was measured", async () => {
    const coding = [
      { system: "http://terminology.hl7.org/CodeSystem/data-absent-reason", code: "not-performed" },
    ];
    const { row, result } = await read({ dataAbsentReason: { coding } });
    expect(row).toMatchObject({ outcome: "set-aside", code: "no-value", value: null, text: "not performed" });
    expect(row?.reason).toBe("The source gives no value: not performed.");
    expect(result).toMatchObject({ text: "not performed", setAside: null });
  });

  test("in words of its own is kept in them", async () => {
    const { row, result } = await read({ dataAbsentReason: { text: "specimen clotted" } });
    expect(row).toMatchObject({ outcome: "set-aside", code: "no-value", text: "specimen clotted" });
    expect(result?.setAside).toContain("specimen clotted");
  });

  test("beside a value leaves the value unused", async () => {
    const { row, result } = await read({
      valueQuantity: quantity("12.5"),
      dataAbsentReason: { text: "error" },
    });
    expect(row).toMatchObject({ outcome: "set-aside", code: "no-value", value: null });
    expect(result).toMatchObject({
      text: "12.5",
      setAside: expect.stringContaining("says that there is none"),
    });
  });

  test("is missed where neither is given", async () => {
    expect((await read({})).row).toMatchObject({ outcome: "set-aside", code: "no-value" });
  });

  test("does not keep the neutrophils from being computed", async () => {
    const count = (code: string, value: string, unit: string) =>
      observed({ code: loinc(code), valueQuantity: quantity(value, unit) });
    const { reports } = await readResources(
      count("6690-2", "5.0", "10*9/L"),
      without({ code: loinc("751-8"), dataAbsentReason: { coding: [{ code: "not-performed" }] } }),
    );
    expect(reports[0]?.results.map(({ analyte, setAside }) => [analyte, setAside])).toEqual([
      ["WBC", null],
      ["ANC", null],
    ]);
  });
});
