import { describe, expect, test } from "vitest";
import { courseKinetics } from "./kinetics";
import { DEFAULT_POLICY } from "./policy";
import type { PatientRecord } from "./record";
import { at, count, course, marrow, sample, support } from "./testing/sample-record";

const kinetics = (record: PatientRecord, asOf = "2026-06-30") => {
  const [first] = courseKinetics(record, at(asOf), DEFAULT_POLICY);
  if (!first) throw new Error("no course");
  return first;
};
const on = (date: string, ANC: string, PLT: string, BLAST_PCT: string | null = null) =>
  count(`2026-${date}T08:00`, { WBC: "4.0", ANC, PLT, BLAST_PCT });

const fallAndRise = [
  on("03-02", "1.0", "60", "40"),
  on("03-09", "0.3", "18", "2"),
  on("03-16", "0.1", "12", "0"),
  on("03-23", "0.6", "30", "0"),
  on("03-25", "0.4", "55", "0"),
  on("03-27", "0.7", "80", "0"),
  on("03-30", "1.2", "120", "0"),
  on("04-02", "2.2", "190", "0"),
];

describe("one course", () => {
  test("the nadir is the lowest value, the first of equal ones, on its day of the course", () => {
    const { nadirs } = kinetics(sample([...fallAndRise, on("03-17", "0.1", "12")]));
    const of = (analyte: string) => nadirs.find((nadir) => nadir.analyte === analyte);
    expect(of("ANC")).toMatchObject({ value: 0.1, date: "2026-03-16", day: 15 });
    expect(of("PLT")).toMatchObject({ value: 12, day: 15 });
  });

  test("neutropenic days run from each low count to the next, a week at most", () => {
    expect(kinetics(sample(fallAndRise)).daysNeutropenic).toBe(7 + 7 + 2);
    const gap = sample([on("03-09", "0.3", "18"), on("04-20", "2", "200")]);
    expect(kinetics(gap).daysNeutropenic).toBe(7);
    expect(kinetics(sample([on("03-09", "0.3", "18")])).daysNeutropenic).toBe(1);
    expect(kinetics(sample([on("03-09", "0.5", "18")])).daysNeutropenic).toBe(0);
  });

  test("neutrophils have recovered with two counts running, after they had fallen", () => {
    const { neutrophilsHalf, neutrophilsOne } = kinetics(sample(fallAndRise));
    expect(neutrophilsHalf).toMatchObject({ date: "2026-03-27", day: 26 });
    expect(neutrophilsOne).toMatchObject({ date: "2026-03-30", day: 29 });
    expect(kinetics(sample([on("03-02", "2", "200"), on("03-09", "2", "200")])).neutrophilsHalf).toBeNull();
  });

  test("platelets recover only on a count without a transfusion in the week before", () => {
    expect(kinetics(sample(fallAndRise))).toMatchObject({
      platelets50: { date: "2026-03-25" },
      platelets100: { date: "2026-03-30" },
    });
    const transfused = sample(fallAndRise, { support: [support("platelets", "2026-03-24")] });
    expect(kinetics(transfused)).toMatchObject({
      platelets50: { date: "2026-04-02" },
      platelets100: { date: "2026-04-02" },
    });
  });

  test("blasts are cleared from the blood with the first count without them, if they stay away", () => {
    expect(kinetics(sample(fallAndRise)).bloodBlastsCleared).toMatchObject({ date: "2026-03-16" });
    const back = sample([...fallAndRise, on("04-10", "2", "200", "1")]);
    expect(kinetics(back).bloodBlastsCleared).toBeNull();
    expect(kinetics(sample([on("03-16", "1", "100", "0")])).bloodBlastsCleared).toBeNull();
  });

  test("the marrow is cleared on the first date with every side at or below the limit", () => {
    const record = sample([
      marrow("2026-03-16T09:00", "12"),
      marrow("2026-03-30T09:00", "4"),
      marrow("2026-03-30T09:05", "6"),
      marrow("2026-04-20T09:00", "5"),
    ]);
    expect(kinetics(record).marrowCleared).toMatchObject({ date: "2026-04-20", day: 50 });
  });

  test("values nobody confirmed, and those received later, play no part", () => {
    const record = sample([on("03-09", "0.3", "18"), on("03-12", "0.2", "4")]);
    expect(kinetics(record).nadirs.find(({ analyte }) => analyte === "PLT")?.value).toBe(18);
    expect(kinetics(record, "2026-03-10").nadirs.find(({ analyte }) => analyte === "ANC")?.value).toBe(0.3);
  });
});

test("each course has its own, from its start to the next; one in the future has none", () => {
  const record = sample(fallAndRise, {
    courses: [course("2026-03-30", { part: "post-remission" }), course("2026-03-02"), course("2026-12-01")],
  });
  const found = courseKinetics(record, at("2026-06-30"), DEFAULT_POLICY);
  expect(found.map(({ start, until }) => [start, until])).toEqual([
    ["2026-03-02", "2026-03-30"],
    ["2026-03-30", "2026-06-30"],
  ]);
  expect(found[1]?.nadirs.find(({ analyte }) => analyte === "ANC")).toMatchObject({ value: 1.2, day: 1 });
});
