import { describe, expect, test } from "vitest";
import { bundle, type Json, MONA, observed, quantity } from "../fixtures/build-bundle";
import { readFhir } from "../fixtures/read-bundle";

const between = (low: string, high: string, more: Json = {}): Json => ({
  low: quantity(low),
  high: quantity(high),
  ...more,
});
const sex = (code: string): Json => ({ appliesTo: [{ coding: [{ code }] }] });
const years = (low: number | null, high: number | null): Json => {
  const bound = (value: number | null) => (value === null ? {} : { value, code: "a" });
  return { age: { low: bound(low), high: bound(high) } };
};

/** Mona is a girl of eleven when the sample is taken. */
const used = async (ranges: Json[], patient: Json = MONA, more: Json = {}) => {
  const { rows, reports } = await readFhir(bundle([patient, observed({ referenceRange: ranges, ...more })]));
  return {
    interval: reports[0]?.results[0]?.interval ?? null,
    text: rows[0]?.intervalText,
    notes: rows[0]?.notes.map(({ code }) => code),
  };
};

describe("the interval used", () => {
  test("is the one that was sent, with its digits, one-sided or in words too", async () => {
    expect(await used([between("11.50", "15.50")])).toEqual({
      interval: { low: 11.5, high: 15.5 },
      text: "11.50 - 15.50",
      notes: [],
    });
    expect(await used([{ low: quantity("11.5") }])).toMatchObject({ interval: { low: 11.5 } });
    expect(await used([{ high: quantity("15.5") }])).toMatchObject({ interval: { high: 15.5 } });
    expect(await used([{ text: "11.5 to 15.5" }])).toMatchObject({
      interval: { low: 11.5, high: 15.5 },
      notes: [],
    });
    expect(await used([{ text: "see leaflet" }])).toMatchObject({
      interval: null,
      notes: ["interval-unreadable"],
    });
    expect(await used([])).toEqual({ interval: null, text: null, notes: [] });
  });

  test("is that of the patient's sex", async () => {
    for (const [female, male] of [
      ["female", "male"],
      ["F", "M"],
      ["248152002", "248153007"],
    ] as const) {
      const both = [between("13", "17", sex(male)), between("11", "15", sex(female))];
      expect(await used(both)).toMatchObject({ interval: { low: 11, high: 15 }, notes: [] });
      expect(await used(both, { ...MONA, gender: "male" })).toMatchObject({
        interval: { low: 13, high: 17 },
      });
    }
  });

  test("is that of the patient's age on the day of collection, both ends inside", async () => {
    const ages = [
      between("10", "12", years(0, 10)),
      between("11", "15", years(11, 17)),
      between("13", "17", years(18, null)),
    ];
    expect(await used(ages)).toMatchObject({ interval: { low: 11, high: 15 } });
    expect(await used(ages, MONA, { effectiveDateTime: "2026-03-01" })).toMatchObject({
      interval: { low: 10, high: 12 },
    });
    expect(await used(ages, MONA, { effectiveDateTime: "2026-03-02" })).toMatchObject({
      interval: { low: 11, high: 15 },
    });
    expect(await used(ages, { ...MONA, birthDate: "2008-04-01" })).toMatchObject({
      interval: { low: 11, high: 15 },
    });
    expect(await used(ages, { ...MONA, birthDate: "2008-03-31" })).toMatchObject({
      interval: { low: 13, high: 17 },
    });
    const months = [
      between("9", "12", {
        age: { low: { value: 0, code: "mo" }, high: { value: 3, code: "mo", comparator: "<" } },
      }),
    ];
    expect(await used(months, { ...MONA, birthDate: "2026-01-01" })).toMatchObject({
      interval: { low: 9, high: 12 },
    });
    expect(await used(months, { ...MONA, birthDate: "2025-12-31" })).toMatchObject({
      notes: ["interval-unfit"],
    });
  });

  test("is none where several may fit, or where it cannot be told", async () => {
    const twins = [between("11", "15"), between("12", "16", sex("female"))];
    expect(await used(twins)).toMatchObject({
      interval: null,
      text: "11 - 15; female 12 - 16",
      notes: ["interval-ambiguous"],
    });
    expect(await used([between("11", "15", sex("female"))], { ...MONA, gender: "other" })).toMatchObject({
      interval: null,
      notes: ["interval-ambiguous"],
    });
    expect(await used([between("11", "15", sex("77386006"))])).toMatchObject({
      interval: null,
      notes: ["interval-ambiguous"],
    });
    const { birthDate: _, ...ageless } = MONA;
    expect(await used([between("11", "15", years(0, 17))], ageless)).toMatchObject({
      interval: null,
      notes: ["interval-ambiguous"],
    });
  });

  test("is none where none is for this patient, or for healthy people", async () => {
    expect(await used([between("13", "17", sex("male"))])).toMatchObject({
      interval: null,
      notes: ["interval-unfit"],
    });
    const target = between("7", "9", { type: { coding: [{ code: "treatment" }] } });
    expect(await used([target])).toMatchObject({ interval: null, notes: ["interval-unfit"] });
    const normal = between("11", "15", { type: { coding: [{ code: "normal" }] } });
    expect(await used([target, normal])).toMatchObject({ interval: { low: 11, high: 15 }, notes: [] });
    expect(await used([{ ...normal, modifierExtension: [{ url: "x" }] }])).toMatchObject({ interval: null });
  });

  test("is none where it is in another unit than the value", async () => {
    const perLitre = { low: quantity("115", "g/L"), high: quantity("155", "g/L") };
    expect(await used([perLitre])).toEqual({
      interval: null,
      text: "115 - 155 g/L",
      notes: ["interval-unit-differs"],
    });
    const spelt = { low: quantity("11", "gm/dL"), high: { value: 15 } };
    expect(await used([spelt])).toMatchObject({ interval: { low: 11, high: 15 }, notes: [] });
  });

  test("that is inverted is kept as sent, and one copied from elsewhere is not used", async () => {
    expect(await used([between("46", "38")])).toMatchObject({
      interval: { low: 46, high: 38 },
      notes: ["interval-inverted"],
    });
    expect(await used([between("38", "46")])).toMatchObject({ interval: null, notes: ["interval-doubtful"] });
  });
});
