import type { Instant, LocalDate } from "@/lib/branded";
import { addDays } from "@/lib/clinical/calendar";
import {
  COURSE_PHASES,
  type PatientInterval,
  type PatientRecord,
  type ReceivedResult,
  type ReportVersion,
} from "@/lib/clinical/record";
import { isCalendarProblem, localDateOf, parseMoment } from "@/lib/clinical/zone";
import type { CourseInput, ExtramedullaryInput, PatientInput, SupportInput } from "@/lib/contract/patient";
import type { CorrectionReason } from "@/lib/contract/report";
import { samples } from "./blood-course";
import { printedCount, received } from "./laboratory";
import { type Random, randomOf } from "./random";
import { FIRST_CSF, storyRecord } from "./record/records";
import type { Plot, StoryMarrow, StoryMoment } from "./story";

/** A version of a report with what is stored beside it. */
export interface InventedVersion {
  readonly report: ReportVersion;
  /** UTC of the collection. */
  readonly collectedAt: string;
  readonly reason: CorrectionReason | null;
  readonly note: string | null;
}

/** A plot with its dates: what the forms and the API would have been given. */
export interface InventedPatient {
  readonly story: Plot;
  readonly timeZone: string;
  /** The date of day 0. */
  readonly start: LocalDate;
  readonly patient: PatientInput;
  readonly intervals: readonly PatientInterval[];
  readonly courses: readonly CourseInput[];
  readonly support: readonly SupportInput[];
  readonly extramedullary: readonly ExtramedullaryInput[];
  /** In the order in which they became known. */
  readonly reports: readonly InventedVersion[];
}

interface Telling {
  readonly story: Plot;
  readonly moment: StoryMoment;
  readonly random: Random;
  on(day: number): LocalDate;
}

/** Tells a plot to a moment. Nothing is dated after the day before it. */
export function invent(story: Plot, moment: StoryMoment): InventedPatient {
  const start = addDays(localDateOf(moment.now, moment.timeZone), -story.today);
  const telling: Telling = { story, moment, random: randomOf(story.key), on: (day) => addDays(start, day) };
  const { on } = telling;
  const { age, intervals = [], studyCode = null, ...named } = story.patient;
  const { reports, support } = bloodReports(telling);
  const versions = [...reports, ...marrowReports(telling), ...csfReports(telling)];
  return {
    story,
    timeZone: moment.timeZone,
    start,
    patient: {
      ...named,
      studyCode,
      birthDate: addDays(start, -Math.round(age.years * 365.2425) - age.days),
    },
    intervals,
    courses: story.courses.map(({ from, until, ...course }) => ({
      radiation: [],
      transplantFrom: null,
      transplantIntensity: null,
      ...course,
      start: on(from),
      end: until === null || until >= story.today ? null : on(until),
    })),
    support: [
      ...support,
      ...(story.growthFactor ?? []).map((day): SupportInput => ({ kind: "g-csf", on: on(day) })),
    ],
    extramedullary: (story.extramedullary ?? []).map(({ day, ...finding }) => ({
      ...finding,
      on: day === null ? null : on(day),
    })),
    reports: versions.sort((a, b) => a.report.receivedAt - b.report.receivedAt),
  };
}

/** What the clinical core reads of an invented patient. */
export function recordOfInvented(invented: InventedPatient): PatientRecord {
  const { patient, story } = invented;
  return {
    patient: {
      birthDate: patient.birthDate as LocalDate,
      sex: patient.sex,
      timeZone: invented.timeZone,
      intervals: invented.intervals,
    },
    courses: invented.courses.map((course, index) => ({
      id: `${story.key}-course-${index}`,
      start: course.start as LocalDate,
      end: course.end as LocalDate | null,
      part: COURSE_PHASES[course.phase],
      phase: course.phase,
      protocol: course.protocol,
    })),
    support: invented.support.map(({ kind, on }, index) => ({
      id: `${story.key}-support-${index}`,
      kind,
      on: on as LocalDate,
    })),
    extramedullary: invented.extramedullary.map(({ finding, on }, index) => ({
      id: `${story.key}-finding-${index}`,
      finding,
      on: on as LocalDate | null,
    })),
    reports: invented.reports.map(({ report }) => report),
    observationEnd: null,
  };
}

function bloodReports({ story, ...telling }: Telling): {
  reports: InventedVersion[];
  support: SupportInput[];
} {
  const { blood, patient, site } = story;
  const { random, on } = telling;
  const days = blood.days.filter((day) => day < story.today);
  const { cells, transfusions } = samples(blood.course, days, blood.habit, random, blood.given);
  const context = { site, adult: patient.age.years >= 18, sex: patient.sex, mcv: blood.mcv };
  const reports = [...cells].flatMap(([day, sample], index): InventedVersion[] => {
    const printed = printedCount(sample, context, random);
    const written = blood.written?.find((one) => one.day === day);
    const first = version({ story, ...telling }, day, random.whole(390, 570), random.between(1.6, 4), {
      reportId: `${story.key}-blood-${day}`,
      specimen: "blood",
      accession: accession("B", story, index),
      results: printed.map((result) => ({ ...result, text: written?.texts[result.analyte] ?? result.text })),
    });
    if (!written?.corrected) return [first];
    const { hours, reason, note } = written.corrected;
    return [
      first,
      later({ story, ...telling }, first, hours, { status: "corrected", results: printed }, reason, note),
    ];
  });
  const support = transfusions.map(({ kind, day }): SupportInput => ({ kind, on: on(day) }));
  return { reports, support };
}

function marrowReports(telling: Telling): InventedVersion[] {
  const { story, random } = telling;
  const minutes = new Map<number, number>();
  return story.marrows.flatMap((marrow): InventedVersion[] => {
    // Both sides are drawn in one sitting and sent under one accession.
    const minute = minutes.get(marrow.day) ?? random.whole(114, 136) * 5;
    minutes.set(marrow.day, minute);
    const preliminary = marrow.status === "preliminary";
    const index = story.marrows.findIndex(({ day }) => day === marrow.day);
    const first = version(telling, marrow.day, minute, preliminary ? 4 : random.between(9, 12), {
      reportId: `${story.key}-marrow-${marrow.day}${marrow.side ?? ""}`,
      specimen: "marrow",
      accession: accession("M", story, index),
      subId: marrow.side ?? null,
      status: marrow.status ?? "final",
      results: marrowResults(marrow, marrow.mrdLater !== true),
    });
    if (marrow.mrdLater !== true) return [first];
    const amended = { status: "amended", results: marrowResults(marrow, true) } as const;
    return [
      first,
      later(telling, first, 44, amended, "lab-corrected", "Residual disease added by the laboratory."),
    ];
  });
}

function marrowResults(marrow: StoryMarrow, withMrd: boolean): ReceivedResult[] {
  const morphology = [
    received("MARROW_BLAST", marrow.blasts, "%"),
    received("MARROW_CELLS", marrow.cells ?? "500", "{#}"),
  ];
  if (marrow.mrd === undefined || !withMrd) return morphology;
  return [...morphology, received("MRD", marrow.mrd, "%", { sensitivity: marrow.sensitivity ?? 0.01 })];
}

function csfReports(telling: Telling): InventedVersion[] {
  const { story, random } = telling;
  const { cns } = storyRecord(story);
  return (story.csf ?? []).map((day, index) => {
    const minute = random.whole(120, 160) * 5;
    const hours = random.between(3, 6);
    const free = [String(random.whole(0, 3)), String(random.whole(0, 6)), "0"] as const;
    const [white, red, blasts] = (index === 0 && cns && FIRST_CSF[cns]) || free;
    return version(telling, day, minute, hours, {
      reportId: `${story.key}-csf-${day}`,
      specimen: "csf",
      accession: accession("C", story, index),
      results: [
        received("CSF_WBC", white, "/uL"),
        received("CSF_RBC", red, "/uL"),
        received("CSF_BLAST_PCT", blasts, "%"),
      ],
    });
  });
}

const accession = (kind: string, story: Plot, index: number) =>
  `${kind}${String(story.number * 1000 + index).padStart(7, "0")}`;

const HOUR = 3_600_000;

/** The first version of a report; it is known some hours after the sample was drawn, and never later than now. */
function version(
  { moment, on }: Telling,
  day: number,
  minute: number,
  hours: number,
  report: Pick<ReportVersion, "reportId" | "specimen" | "accession" | "results"> & Partial<ReportVersion>,
): InventedVersion {
  const date = on(day);
  const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const instant = parseMoment(`${date}T${time}`, moment.timeZone);
  if (typeof instant === "object" && isCalendarProblem(instant))
    throw new Error(`No such time: ${instant.text}`);
  return {
    report: {
      version: 1,
      subId: null,
      collected: { date, minute },
      receivedAt: notAfter(moment, instant + hours * HOUR),
      status: "final",
      adequate: true,
      ...report,
    },
    collectedAt: new Date(instant).toISOString(),
    reason: null,
    note: null,
  };
}

function later(
  { moment }: Telling,
  first: InventedVersion,
  hours: number,
  change: Pick<ReportVersion, "status" | "results">,
  reason: CorrectionReason,
  note: string,
): InventedVersion {
  const receivedAt = notAfter(moment, first.report.receivedAt + hours * HOUR);
  return { ...first, report: { ...first.report, ...change, version: 2, receivedAt }, reason, note };
}

const notAfter = ({ now }: StoryMoment, instant: number) => Math.round(Math.min(instant, now)) as Instant;
