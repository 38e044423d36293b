import { describe, expect, test } from "vitest";
import type { LocalDate } from "../branded";
import { inventedInput, inventedRecord, inventedReport } from "../figures/fixtures/invented-course";
import { inventedPatientReport, SECRETS, SUBJECT, tellingRecord } from "./fixtures/invented-report";
import { patientReport } from "./patient-report";
import { plainText } from "./plain-text";

describe("an identified report", () => {
  test("carries two identifiers in its header, under any label", () => {
    for (const label of ["name", "initials", "study-code"] as const) {
      const { header } = inventedPatientReport({ subject: { ...SUBJECT, label } });
      expect(header.title).toContain("MRN MRN-778899");
      expect(header.lines.join()).toContain("born 14-Mar-1992");
    }
    expect(inventedPatientReport({ subject: { ...SUBJECT, label: "initials" } }).header.title).toBe(
      "H. Z. · MRN MRN-778899",
    );
    expect(inventedPatientReport().header.title).toBe("Zebrowska, Hyacintha · MRN MRN-778899");
  });

  test("tells for every verdict what was asked, what was found, where its interval comes from, and when", () => {
    const [remission, milestone] = inventedPatientReport({}, inventedRecord()).boxes;
    expect(remission?.answer).toBe("Met · 17-Apr-2026, Day 47");
    expect(remission?.lines).toContainEqual({ mark: "✓", text: "Marrow blasts 0.5 %", detail: "≤ 5 %" });
    expect(remission?.lines).toContainEqual({
      mark: "✓",
      text: "PLT 263 ×10⁹/L",
      detail: "165–387 NORIP-2004",
    });
    expect(remission?.notes).toContain("Count 1 day before the marrow: 16-Apr-2026 08:30.");
    expect(remission?.title).toContain("policy default 1");
    expect(milestone?.answer).toBe("Met · 31-Mar-2026, Day 30");
  });

  test("says in its footer how old the data are, what is preliminary, by which policy, and that it names somebody", () => {
    const reports = [
      ...inventedRecord().reports,
      inventedReport({ id: "p", elapsed: 46, status: "preliminary", values: { WBC: "3" } }),
    ];
    const report = inventedPatientReport({}, inventedRecord({ reports }));
    expect(report.footer).toBe(
      "Data as of 17-Apr-2026 17:00 · 1 preliminary, marked p and not used · policy default 1 · identified",
    );
    expect(report.stamp).toBe("2026-04-17T16:00:00.000Z");
  });

  test("writes the core's dates as print does", () => {
    const { boxes } = inventedPatientReport({}, inventedRecord());
    expect(JSON.stringify(boxes)).not.toMatch(/\d{4}-\d\d-\d\d/);
  });
});

describe("a de-identified report", () => {
  test("holds no identifier, date or free text anywhere, however it was labelled", () => {
    for (const label of ["name", "initials", "study-code"] as const) {
      const report = inventedPatientReport({ identity: "de-identified", subject: { ...SUBJECT, label } });
      const text = JSON.stringify(report);
      for (const secret of SECRETS)
        expect({ secret, found: text.includes(secret) }).toEqual({ secret, found: false });
      expect(report.stamp).toBeNull();
      expect(report.fileStem).toBe("course-de-identified");
      expect(report.header.question).toBeNull();
    }
  });

  test("the same record tells every one of them when identified, so that their absence means something", () => {
    const text = JSON.stringify(inventedPatientReport());
    for (const secret of [
      "Zebrowska",
      "MRN-778899",
      "Protocol-Quagga",
      "Why-question",
      "report-key",
      "1992",
      "2026",
    ]) {
      expect({ secret, found: text.includes(secret) }).toEqual({ secret, found: true });
    }
  });

  test("keeps the days, the numbers and the verdicts", () => {
    const report = inventedPatientReport({ identity: "de-identified" }, inventedRecord());
    expect(report.boxes[0]?.answer).toBe("Met · Day 47");
    expect(report.boxes[0]?.lines).toContainEqual({
      mark: "✓",
      text: "Hb 13.2 g/dL",
      detail: "11.7–15.3 table",
    });
    expect(report.flowsheet.columns.map((column) => column.label)).toContain("Day 30");
    expect(report.footer).toContain("Data as of Day 47");
    expect(report.footer).toContain("de-identified");
    expect(report.figure.axis).toBe("treatment-day");
  });

  test("pools ages of 90 and over, and only those", () => {
    const aged = (birthDate: string, identity: "identified" | "de-identified") => {
      const patient = { ...inventedRecord().patient, birthDate: birthDate as LocalDate };
      return inventedPatientReport({ identity }, inventedRecord({ patient })).header.lines[0];
    };
    expect(aged("1930-01-01", "de-identified")).toMatch(/^90\+ y/);
    expect(aged("1936-04-17", "de-identified")).toMatch(/^90\+ y/);
    expect(aged("1936-04-18", "de-identified")).toMatch(/^89 y/);
    expect(aged("1930-01-01", "identified")).toContain("96 y");
  });

  test("may be labelled by a study code, and only by that", () => {
    const titled = (label: "name" | "study-code") =>
      inventedPatientReport({ identity: "de-identified", subject: { ...SUBJECT, label } }).header.title;
    expect(titled("study-code")).toBe("Study code ALL-007");
    expect(titled("name")).toBe("Patient, de-identified");
  });
});

describe("a report of little", () => {
  test.each([
    ["no reports", { reports: [] }],
    ["nothing", { reports: [], courses: [], support: [] }],
  ])("of a record with %s is whole", (_, change) => {
    const report = patientReport({
      ...inventedInput(tellingRecord(change)),
      subject: SUBJECT,
      identity: "identified",
    });
    expect(report.flowsheet).toEqual({ columns: [], rows: [] });
    expect(report.boxes[0]?.answer).not.toBe("");
  });
});

describe("text of others", () => {
  test("becomes one line without control or direction marks", () => {
    expect(plainText("  a\u0000\n\tb \u202e c\u2066 \ud83e")).toBe("a b c");
    expect(plainText("Łucja O'Néill 李")).toBe("Łucja O'Néill 李");
  });
});
