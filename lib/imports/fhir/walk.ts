import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { ImportProblem } from "../import-format";
import type { TestName } from "../match-analyte";
import { matchSide } from "../match-specimen";
import type { CollectionReading, Observation, RowProblem } from "../observation";
import { child, children, concept, isModified, members, textOf, words } from "./element";
import { JsonObject } from "./json-value";
import { sentInterval } from "./reference-range";
import { accessionOf, type ReportHead, reportHead, specimensOf } from "./report-head";
import { type ReportLinks, reportLinks } from "./report-links";
import { type FileResources, isResource, type Resource, type Stray } from "./resources";
import { valueStatus } from "./status";
import { type Subject, sameSubject } from "./subject";
import { type ReadTime, timeOf } from "./time";
import { commentsOf, flagsOf, readValue, saysNothing } from "./value";

export interface WalkContext {
  readonly readTime: ReadTime;
  readonly subjectOf: (json: JsonObject, from: Resource) => Subject;
  /** One object for each test of the file, however often it is named. */
  readonly testOf: (code: JsonObject | null) => TestName;
  readonly analyteOf: (test: TestName) => AnalyteCode | null;
}

/** What an observation and its components have in common. */
type Common = Omit<
  Observation,
  "at" | "line" | "test" | "text" | "unit" | "intervalText" | "interval" | "flags" | "notes"
>;

interface Head {
  readonly common: Common;
  readonly subject: Subject;
  readonly notes: readonly ImportProblem[];
}

const setAside = (code: RowProblem["code"], reason: string): RowProblem => ({
  outcome: "set-aside",
  code,
  reason,
});

/** One observation for each Observation and each component of the file, and one for each place that lacks one. */
export function* walkResources(resources: FileResources, context: WalkContext): Generator<Observation> {
  const links = reportLinks(resources);
  const heads = new Map<Resource, ReportHead>();
  const headOf = (report: Resource | undefined): ReportHead | null => {
    if (report === undefined) return null;
    const head = heads.get(report) ?? reportHead(report, resources.index);
    heads.set(report, head);
    return head;
  };
  for (const one of resources.found) {
    if (!isResource(one)) yield strayRow(one);
    else if (one.type === "DiagnosticReport") yield* missingRows(one, links);
    else if (one.type === "Observation") {
      const head = readHead(one, headOf(links.reportOf.get(one)), { resources, context, links });
      yield* observationRows(one, head, context);
    }
  }
}

function* observationRows({ json, at }: Resource, head: Head, context: WalkContext): Generator<Observation> {
  const components = members(json, "component");
  const isPanel = components.length > 0 || members(json, "hasMember").length > 0;
  const row = readRow(json, at, head, context);
  if (isPanel && saysNothing(json)) {
    const reason = "A panel without a value of its own; its parts are rows of their own.";
    yield { ...row, problem: setAside("no-value", reason) };
  } else yield row;
  for (const [index, component] of components.entries()) {
    const place = `${at}.component[${index}]`;
    if (component instanceof JsonObject) yield readRow(component, place, head, context);
    else
      yield {
        ...row,
        at: place,
        test: context.testOf(null),
        problem: incomplete("The component is no object."),
      };
  }
}

const incomplete = (reason: string): RowProblem => ({ outcome: "refused", code: "incomplete", reason });

function readRow(
  json: JsonObject,
  at: string,
  { common, subject, notes }: Head,
  context: WalkContext,
): Observation {
  const test = context.testOf(child(json, "code"));
  const analyte = context.analyteOf(test);
  const { text, unit, doubt } = readValue(json, analyte);
  const { collected } = common;
  const on = collected.kind === "read" ? collected.collected.date : null;
  const { sex, birthDate } = subject;
  const interval = sentInterval(children(json, "referenceRange"), { sex, birthDate, on, analyte, unit });
  const unnamed = test.codes.length === 0 ? incomplete("The observation names no test (code).") : null;
  return {
    ...common,
    at,
    line: json.line,
    test,
    text,
    unit,
    intervalText: interval.intervalText,
    ...(interval.interval ? { interval: interval.interval } : {}),
    flags: flagsOf(children(json, "interpretation")),
    problem: unnamed ?? common.problem,
    doubt: common.doubt ?? (isModified(json) ? MODIFIED : doubt),
    notes: [...interval.notes, ...notes],
  };
}

const MODIFIED = setAside(
  "modifier-unknown",
  "The source adds a statement that changes the meaning (modifierExtension) and is not understood here.",
);
const UNKNOWN_STATUS = setAside("status-unknown", "The source does not know the status of this value.");

interface HeadContext {
  readonly resources: FileResources;
  readonly context: WalkContext;
  readonly links: ReportLinks;
}

function readHead(
  one: Resource,
  report: ReportHead | null,
  { resources, context, links }: HeadContext,
): Head {
  const { json, document } = one;
  const { index } = resources;
  const own = specimensOf(json, one, index);
  const specimens = own.specimen === "unstated" ? (report?.specimens ?? own) : own;
  const sampled = own.resources.length > 0 ? own.resources : (report?.specimens.resources ?? []);
  const reportSubject = report === null ? null : context.subjectOf(report.report.json, report.report);
  const subject = sameSubject(context.subjectOf(json, one), reportSubject);
  const status = textOf(json, "status");
  const withdrawn = report?.status === "entered-in-error";
  const { reading: collected, problem: moved } = collectionOf(json, report, sampled, context.readTime);
  const comment = commentsOf(children(json, "note"));
  const notes: ImportProblem[] = comment === "" ? [] : [{ code: "comment", message: comment.slice(0, 2000) }];
  if (links.shared.has(one)) {
    const message = "Several reports of the file name this value; it is kept in the first.";
    notes.push({ code: "in-several-reports", message });
  }
  const several = specimens.specimen === "several" ? SEVERAL_SPECIMENS : null;
  const common: Common = {
    column: null,
    document,
    patientKey: subject.key,
    accession: report?.accession ?? accessionOf(json, one, own.resources, index),
    specimen: specimens.specimen === "several" ? "unknown" : specimens.specimen,
    subId: sideOf([json, ...sampled.flatMap(({ json: specimen }) => children(specimen, "collection"))]),
    collected,
    orderStatus: report?.status ?? null,
    valueStatus: withdrawn ? "entered-in-error" : valueStatus(status),
    problem: subject.problem ?? several ?? moved,
    doubt:
      isModified(json) || report?.modified || subject.modified
        ? MODIFIED
        : status === "unknown"
          ? UNKNOWN_STATUS
          : null,
    ...(report === null || report.notes.length === 0 ? {} : { reportNotes: report.notes }),
  };
  return { common, subject, notes };
}

const SEVERAL_SPECIMENS = setAside(
  "specimen-unknown",
  "The report names several specimens, and the value does not say which is its own.",
);

function sideOf(places: readonly JsonObject[]): string | null {
  for (const place of places) {
    const side = matchSide(words(concept(child(place, "bodySite"))));
    if (side !== null) return side;
  }
  return null;
}

/**
 * An observation's own time, else its report's, else its specimen's. Within one report a minute of difference is
 * an analyser's, and the report's time holds; another day sets the observation aside.
 */
function collectionOf(
  json: JsonObject,
  report: ReportHead | null,
  sampled: readonly Resource[],
  read: ReadTime,
): { reading: CollectionReading; problem: RowProblem | null } {
  const own = timeOf(json, "effective", read);
  const common = report === null ? null : timeOf(report.report.json, "effective", read);
  const samples = () =>
    sampled
      .map((specimen) => timeOf(child(specimen.json, "collection"), "collected", read))
      .find(({ kind }) => kind !== "absent");
  if (own.kind === "absent") {
    const stated = common !== null && common.kind !== "absent" ? common : samples();
    return { reading: stated ?? own, problem: null };
  }
  if (own.kind !== "read" || common?.kind !== "read") return { reading: own, problem: null };
  if (own.collected.date === common.collected.date) return { reading: common, problem: null };
  const reason = `Collected on ${own.collected.date}, the rest of the report on ${common.collected.date}.`;
  return { reading: own, problem: setAside("collected-differs", reason) };
}

const NOTHING_KNOWN = {
  column: null,
  patientKey: null,
  accession: null,
  specimen: "unstated",
  subId: null,
  collected: { kind: "absent" },
  orderStatus: null,
  valueStatus: null,
  text: "",
  unit: null,
  intervalText: null,
} as const;

function strayRow({ at, line, document, kind, named }: Stray): Observation {
  const test: TestName = { codes: [], label: named };
  const asked = `The file asks to delete ${named.slice(0, 80)}; nothing is deleted by a file: withdraw it by hand.`;
  const problem =
    kind === "deletion"
      ? setAside("no-value", asked)
      : incomplete("The entry does not say what it is (resourceType).");
  return { ...NOTHING_KNOWN, at, line, document, test, problem };
}

function* missingRows(report: Resource, { missing }: ReportLinks): Generator<Observation> {
  for (const { at, line, named } of missing.get(report) ?? []) {
    const reason = `The report names a result (“${named}”) that is no observation of this file.`;
    const test: TestName = { codes: [], label: named };
    yield {
      ...NOTHING_KNOWN,
      at,
      line,
      document: report.document,
      test,
      problem: setAside("no-value", reason),
    };
  }
}
