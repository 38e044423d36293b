import { describe, expect, test } from "vitest";
import { message, observation, order } from "./fixtures/build-message";
import { readFile, readObservations } from "./fixtures/read-file";

/** Mistakes found in messages that laboratories and vendors have published. */
describe("a published defect is seen", () => {
  const wbc = { test: "6690-2^WBC^LN", unit: "10*3/uL" };

  test("haemoglobin in g/mL is set aside with the unit that fits, and stays in the report unused", () => {
    const { rows, reports } = readObservations(observation({ unit: "g/mL^grams per milliliter^UCUM" }));
    expect(rows[0]).toMatchObject({ outcome: "set-aside", code: "unit-refused", suggestion: "g/dL" });
    expect(reports[0]?.results[0]).toMatchObject({ text: "12.5", unit: "g/mL" });
  });

  test("an interval 46–38 is kept as sent and noted", () => {
    const { rows, reports } = readObservations(
      observation({ test: "4544-3^Hct^LN", text: "41", unit: "%", interval: "46-38" }),
    );
    expect(rows[0]).toMatchObject({ outcome: "value", value: 41, interval: { low: 46, high: 38 } });
    expect(rows[0]?.notes.map(({ code }) => code)).toEqual(["interval-inverted"]);
    expect(reports[0]?.results[0]?.interval).toEqual({ low: 46, high: 38 });
  });

  test("“DNR” with status X is no value and no zero", () => {
    const { rows, reports } = readObservations(
      observation({ ...wbc, text: "DNR", status: "X" }),
      observation(),
    );
    expect(rows[0]).toMatchObject({ outcome: "value", text: "DNR", value: null });
    expect(reports[0]?.results[0]).toMatchObject({ analyte: "WBC", text: "DNR", setAside: null });
  });

  test("a count under a morphology code is a question", () => {
    const { rows, reports } = readObservations(
      observation({ ...wbc, test: "11156-7^WBC morphology^LN", text: "4.8" }),
    );
    expect(rows[0]).toMatchObject({ code: "mapping-question", suggestion: "WBC", sourceCode: "11156-7" });
    expect(reports).toEqual([]);
  });

  test("an interval 70_105 is kept as text and not used", () => {
    const { rows, reports } = readObservations(
      observation({ test: "777-3^Plt^LN", text: "90", unit: "G/L", interval: "70_105" }),
    );
    expect(rows[0]).toMatchObject({ outcome: "value", intervalText: "70_105", interval: null });
    expect(rows[0]?.notes.map(({ code }) => code)).toEqual(["interval-unreadable"]);
    expect(reports[0]?.results[0]?.interval).toBeNull();
  });

  describe("white cells with the haematocrit's interval", () => {
    const copied = (interval: string) =>
      readObservations(
        observation({ ...wbc, text: "40", interval }),
        observation({ test: "4544-3^Hct^LN", text: "40", unit: "%", interval }),
      );

    test.each(["38-46", "28-41"])(
      "%s: the interval is shown, and calls no white cells normal",
      (interval) => {
        const { rows, reports } = copied(interval);
        expect(rows[0]).toMatchObject({ outcome: "value", value: 40, intervalText: interval });
        expect(rows.map(({ notes }) => notes.map(({ code }) => code))).toEqual([["interval-doubtful"], []]);
        expect(reports[0]?.results.map(({ interval: used }) => used === null)).toEqual([true, false]);
      },
    );

    test("an interval that may be the cells' own is used, whoever else has the same", () => {
      const { rows } = readObservations(
        observation({ ...wbc, text: "5", interval: "4-10" }),
        observation({ test: "5905-5^Mono^LN", text: "5", unit: "%", interval: "4-10" }),
      );
      expect(rows.map(({ notes }) => notes)).toEqual([[], []]);
    });
  });
});

describe("a laboratory's flag", () => {
  const flagged = (flag: string, text: string, interval = "13-18") =>
    readObservations(
      `OBX|1|NM|718-7^Hb^LN||${text}|g/dL|${interval}|${flag}|||F`,
      observation({ test: "777-3^p^LN", unit: "G/L", text: "200" }),
    );

  test("that speaks against the interval beside it is noted", () => {
    const notes = (flag: string, text: string) => flagged(flag, text).rows[0]?.notes.map(({ code }) => code);
    expect(notes("L", "12.5")).toEqual([]);
    expect(notes("N", "13")).toEqual([]);
    expect(notes("H", "12.5")).toEqual(["flag-differs"]);
    expect(notes("N", "12.5")).toEqual(["flag-differs"]);
    expect(notes("A~LL", "14")).toEqual(["flag-differs"]);
    expect(notes("A", "12.5")).toEqual([]);
  });

  test("“beyond the scale” makes the number alone no value", () => {
    const { rows, reports } = flagged(">", "20");
    expect(rows[0]).toMatchObject({ outcome: "set-aside", code: "off-scale", text: "20" });
    expect(rows[0]?.reason).toContain(">20");
    expect(reports[0]?.results[0]).toMatchObject({
      analyte: "HGB",
      setAside: expect.stringContaining(">20"),
    });
    expect(flagged(">", ">20").rows[0]).toMatchObject({ outcome: "value" });
  });
});

test("a value goes back byte for byte: blanks, trailing zeros and comparators are kept", () => {
  const sent = [" 12.50", "12.50 ", "< 5", "007.0", "\\.br\\12"];
  const tests = ["718-7", "777-3", "6690-2", "789-8", "1-8"];
  const { rows, reports } = readObservations(
    ...sent.map((text, at) => observation({ test: `${tests[at]}^x^LN`, text })),
  );
  expect(rows.map(({ text }) => text)).toEqual([" 12.50", "12.50 ", "< 5", "007.0", "\n12"]);
  expect(reports[0]?.results.map(({ text }) => text)).toEqual(sent.slice(0, 4));
});

test("an escape that would make a NUL stays as it was sent", () => {
  expect(readObservations(observation({ type: "ST", text: "1\\X00\\2" })).rows[0]?.text).toBe("1\\X00\\2");
});

test("a code of the source's own with a number is asked about once for all, words and urine are not", () => {
  const own = (text: string) => observation({ test: "LEUK^Leukocytes^99ELM", text, unit: "G/L" });
  expect(readObservations(own("5"), own("see below")).rows.map(({ code }) => code)).toEqual([
    "mapping-question",
    "no-analyte",
  ]);
  expect(readObservations(own("5")).rows[0]).toMatchObject({ sourceCode: "LEUK", suggestion: null });
  const urine = order()
    .split("|")
    .map((field, at) => (at === 15 ? "UR^Urine" : field))
    .join("|");
  expect(readFile(message({ order: urine, observations: [own("5")] })).rows[0]?.code).toBe("no-analyte");
  const answered = readFile(message({ observations: [own("5")] }), { analytes: { LEUK: "WBC" } });
  expect(answered.rows[0]).toMatchObject({ analyte: "WBC", value: 5, outcome: "value" });
});
