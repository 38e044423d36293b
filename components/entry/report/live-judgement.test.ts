import { describe, expect, it } from "vitest";
import type { Instant, LocalDate } from "@/lib/branded";
import { ANALYTE_CODES, type AnalyteCode } from "@/lib/clinical/analytes";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import type { PatientRecord, ReceivedResult, ReportVersion } from "@/lib/clinical/record";
import { judgingFacts } from "../judging-facts";
import { liveJudgement, unconfirmedLabels } from "./live-judgement";
import { emptyReport, type ReportDraft, type ValueDraft, withValue } from "./report-draft";
import { checkedBody, refusedFields } from "./report-save";
import { differentialSum } from "./report-sums";

const record: PatientRecord = {
  patient: {
    birthDate: "1992-03-14" as LocalDate,
    sex: "female",
    timeZone: "Europe/London",
    intervals: [],
  },
  courses: [
    {
      id: "c1",
      start: "2026-03-02" as LocalDate,
      end: null,
      part: "induction",
      phase: "induction",
      protocol: null,
    },
  ],
  support: [],
  extramedullary: [],
  reports: [],
  observationEnd: null,
};
const facts = judgingFacts(
  { record, policy: DEFAULT_POLICY, today: "2026-04-02", whole: { diagnosis: { on: null } } },
  "2026-04-02T09:00:00.000Z",
);
const BLOOD: readonly AnalyteCode[] = [
  "WBC",
  "HGB",
  "HCT",
  "PLT",
  "NEUT_PCT",
  "LYMPH_PCT",
  "MONO_PCT",
  "ANC",
];

const typed = (
  entries: Partial<Record<AnalyteCode, Partial<ValueDraft>>>,
  draft: ReportDraft = { ...emptyReport("blood", "2026-03-31"), time: "08:30" },
) =>
  Object.entries(entries).reduce((old, [code, change]) => withValue(old, code as AnalyteCode, change), draft);
const judge = (entries: Parameters<typeof typed>[0]) => liveJudgement(typed(entries), BLOOD, facts);

describe("while a value is typed", () => {
  it("its flag, interval and the interval's source are those of the core", () => {
    const { values } = judge({ HGB: { text: "9.8" } });
    expect(values.HGB).toMatchObject({ state: "fine", flag: "L", reason: null });
    expect(values.HGB?.interval?.text).toMatch(/^\d+(\.\d+)?–\d+(\.\d+)?$/);
    expect(values.HGB?.interval?.source).not.toBe("");
  });

  it("the interval stands beside a field before anything is typed into it", () => {
    const { values } = judge({});
    expect(values.PLT).toMatchObject({ state: "empty", flag: null });
    expect(values.PLT?.interval).not.toBeNull();
  });

  it("another unit is converted in sight", () => {
    const { values } = judge({ HGB: { text: "98", unit: "g/L" } });
    expect(values.HGB).toMatchObject({ state: "fine", flag: "L", converted: "9.8 g/dL" });
  });

  it("the laboratory's own interval is used as soon as it is typed", () => {
    const { values } = judge({ HGB: { text: "9.8", low: "9.5", high: "12" } });
    expect(values.HGB).toMatchObject({ flag: "N", interval: { text: "9.5–12.0", source: "laboratory" } });
  });

  it("an impossible value is refused, with the one that was meant", () => {
    const { values } = judge({ HGB: { text: "125" } });
    expect(values.HGB).toMatchObject({ state: "refused", flag: null, suggestion: { text: "12.5" } });
  });

  it("an unusual value asks, and a confirmation answers", () => {
    const asked = judge({ PLT: { text: "3" } });
    expect(asked.values.PLT).toMatchObject({ state: "confirm", flag: null });
    expect(asked.values.PLT?.reason).toContain("confirm");
    expect(unconfirmedLabels(asked)).toEqual(["PLT"]);
    const confirmed = judge({ PLT: { text: "3", confirmed: true } });
    expect(confirmed.values.PLT).toMatchObject({ state: "confirmed", flag: "LL" });
    expect(unconfirmedLabels(confirmed)).toEqual([]);
  });

  it("d is no value, never zero and never normal", () => {
    expect(judge({ ANC: { text: "d" } }).values.ANC).toMatchObject({ state: "missing", flag: null });
  });

  it("a decimal comma is not guessed but offered; a thousands mark is not even offered", () => {
    expect(judge({ HGB: { text: "9,8" } }).values.HGB).toMatchObject({
      state: "refused",
      suggestion: { text: "9.8" },
    });
    expect(judge({ WBC: { text: "1,500" } }).values.WBC).toMatchObject({
      state: "refused",
      suggestion: null,
    });
  });

  it("a comparator keeps its flag only where the whole range agrees", () => {
    expect(judge({ ANC: { text: "<0.1" } }).values.ANC).toMatchObject({ state: "fine", flag: "LL" });
    expect(judge({ ANC: { text: ">1" } }).values.ANC).toMatchObject({ state: "fine", flag: null });
  });

  it("ANC is computed from the differential until it is typed", () => {
    const entries = { WBC: { text: "5.2" }, NEUT_PCT: { text: "60" } };
    expect(judge(entries).values.ANC).toMatchObject({ state: "empty", computed: "3.12", flag: "N" });
    expect(judge({ ...entries, ANC: { text: "3.0" } }).values.ANC).toMatchObject({
      state: "fine",
      computed: null,
    });
  });

  it("without a date of collection the values are judged for today at the site", () => {
    const draft = typed({ HGB: { text: "9.8" } }, emptyReport("blood"));
    expect(liveJudgement(draft, BLOOD, facts).values.HGB).toMatchObject({ state: "fine", flag: "L" });
  });
});

describe("before anything is sent", () => {
  it("what the core refuses is refused at its field", () => {
    const draft = typed({ HGB: { text: "125" }, WBC: { text: "abc" } });
    const live = liveJudgement(draft, BLOOD, facts);
    expect(refusedFields(live).map(({ path }) => path)).toEqual(["results.WBC.text", "results.HGB.text"]);
    expect(checkedBody(draft, live, facts.today).ok).toBe(false);
  });

  it("a day that lies in the future is refused, today is not", () => {
    const check = (date: string) => {
      const draft = { ...typed({ HGB: { text: "9.8" } }), date };
      return checkedBody(draft, liveJudgement(draft, BLOOD, facts), facts.today);
    };
    expect(check("2026-04-02").ok).toBe(true);
    const future = check("2026-04-03");
    expect(!future.ok && future.fields.map(({ path, code }) => [path, code])).toEqual([
      ["collected", "future-date"],
    ]);
  });

  it("an unusual value that nobody confirmed may be sent: the server stores it as unconfirmed", () => {
    const draft = typed({ PLT: { text: "3" } });
    expect(checkedBody(draft, liveJudgement(draft, BLOOD, facts), facts.today).ok).toBe(true);
  });
});

describe("the differential's sum", () => {
  it("runs along while it is typed and says when it is whole", () => {
    const values = (entries: Parameters<typeof typed>[0]) => typed(entries).values;
    expect(differentialSum(values({ WBC: { text: "5" } }))).toBeNull();
    expect(differentialSum(values({ NEUT_PCT: { text: "60.1" }, LYMPH_PCT: { text: "30.2" } }))).toEqual({
      total: 90.3,
      complete: false,
    });
    expect(
      differentialSum(
        values({
          NEUT_PCT: { text: "0.6", unit: "1" },
          LYMPH_PCT: { text: "30" },
          MONO_PCT: { text: "10" },
          BAND_PCT: { text: "4" },
        }),
      ),
    ).toEqual({ total: 100, complete: true });
  });

  it("that does not add up is said by the core, and blocks nothing", () => {
    const live = judge({ NEUT_PCT: { text: "50" }, LYMPH_PCT: { text: "20" }, MONO_PCT: { text: "5" } });
    expect(live.notes.join(" ")).toContain("75 %");
    expect(refusedFields(live)).toEqual([]);
  });
});

describe("a correction", () => {
  const stored: ReportVersion = {
    reportId: "r1",
    version: 1,
    specimen: "marrow",
    accession: null,
    subId: null,
    collected: { date: "2026-03-30" as LocalDate, minute: null },
    receivedAt: Date.parse("2026-03-30T12:00:00Z") as Instant,
    status: "final",
    adequate: true,
    results: [
      {
        analyte: "MARROW_BLAST",
        text: "2",
        unit: "%",
        interval: null,
        intervalUnit: null,
        sensitivity: null,
        confirmed: false,
        setAside: null,
      } satisfies ReceivedResult,
    ],
  };
  const withMarrow = { ...facts, record: { ...record, reports: [stored] } };
  const marrow = typed({ MARROW_BLAST: { text: "40" } }, emptyReport("marrow", "2026-04-01"));
  const live = (reportId?: string) =>
    liveJudgement(marrow, ["MARROW_BLAST"], withMarrow, reportId).values.MARROW_BLAST;

  it("is not compared with the version it replaces", () => {
    expect(live()).toMatchObject({ state: "confirm" });
    expect(live("r1")).toMatchObject({ state: "fine" });
  });
});

it("judges every analyte of the catalogue without failing, whatever is typed", () => {
  for (const code of ANALYTE_CODES) {
    for (const text of ["0", "<5", "trace", "not detected", "1e400", "٣", "-1", "5-7"]) {
      const draft = withValue(emptyReport("blood", "2026-03-31"), code, { text });
      expect(liveJudgement(draft, [code], facts).values[code]?.state).toBeDefined();
    }
  }
});
