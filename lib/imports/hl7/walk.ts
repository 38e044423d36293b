import type { ReportStatus, Specimen } from "@/lib/clinical/record";
import type { TestName } from "../match-analyte";
import { matchSide, matchSpecimen, panelSpecimen } from "../match-specimen";
import type { CollectionReading, Observation, RowProblem } from "../observation";
import type { PatientRegister } from "../reading/patient-register";
import type { ValueStatus } from "../report-status";
import { addComment, asNotes, type Comments } from "./comments";
import type { Message } from "./message";
import { codedName, flagsOf, observedText, observedUnit } from "./observed-text";
import { sentPatient } from "./patient";
import { Segment } from "./segments";
import { orderStatus, valueStatus } from "./status";

/** What is read of one OBX; the segment itself is not kept. */
interface ObxReading {
  readonly at: string;
  readonly line: number;
  readonly test: TestName;
  readonly subId: string | null;
  /** One for each repetition of OBX-5, at least one. */
  readonly texts: readonly string[];
  readonly unit: string | null;
  readonly intervalText: string | null;
  readonly status: ValueStatus | null;
  /** OBX-14 as sent. */
  readonly time: string;
  /** OBX-8. */
  readonly flags: readonly string[];
  readonly comments: Comments;
  readonly problem: RowProblem | null;
}

/** An OBR, or the lack of one, with the OBX and SPM that follow it. */
interface Order {
  readonly common: Segment | null;
  readonly request: Segment | null;
  readonly patientKey: string | null;
  readonly observations: ObxReading[];
  readonly specimens: Segment[];
  /** What is said under the OBR or SPM. */
  readonly comments: Comments;
}

export interface WalkContext {
  /** From 0, in the file. */
  readonly index: number;
  /** "MSG[2]/" where the file holds several messages, else "". */
  readonly prefix: string;
  readonly register: PatientRegister;
  readonly readCollection: (text: string) => CollectionReading;
}

/** The observations of one message in order: one for each OBX and each repetition of OBX-5. */
export function walkMessage(message: Message, context: WalkContext): Observation[] {
  return ordersOf(message, context).flatMap((order) =>
    readOrder(order, context.index, context.readCollection),
  );
}

function ordersOf(message: Message, { prefix, register }: WalkContext): Order[] {
  const orders: Order[] = [];
  const tests = new Map<string, TestName>();
  let patientKey: string | null = null;
  let common: Segment | null = null;
  let patients = 0;
  let observations = 0;
  // An NTE belongs to what stands before it; before any order it is about the patient, and not a result's.
  let comments: Comments | null = null;
  const open = (request: Segment | null) => {
    const order: Order = { common, request, patientKey, observations: [], specimens: [], comments: [] };
    orders.push(order);
    return order;
  };
  let current: Order | null = null;
  for (const raw of message.lines) {
    const name = raw.text.slice(0, 3);
    // Visits, insurance and the like carry no value: they are passed over unread.
    if (!READ.has(name)) continue;
    const segment = new Segment(raw, message.separators);
    if (name === "PID") {
      patients += 1;
      patientKey = register.enter(sentPatient(segment), `${prefix}PID[${patients}]`);
      common = null;
      current = null;
      comments = null;
    } else if (name === "ORC") {
      common = segment;
      current = null;
      comments = null;
    } else if (name === "NTE") {
      addComment(comments, segment);
    } else if (name === "OBR") {
      current = open(segment);
      comments = current.comments;
      // An ORC speaks for the OBR that follows it, not for the ones after that.
      common = null;
    } else if (name === "OBX") {
      observations += 1;
      current ??= open(null);
      const obx = readObx(segment, `${prefix}OBX[${observations}]`, tests);
      current.observations.push(obx);
      comments = obx.comments;
    } else {
      current ??= open(null);
      current.specimens.push(segment);
      comments = current.comments;
    }
  }
  return orders;
}

const READ: ReadonlySet<string> = new Set(["PID", "ORC", "OBR", "OBX", "SPM", "NTE"]);

function readObx(segment: Segment, at: string, tests: Map<string, TestName>): ObxReading {
  const named = segment.sent(3);
  const test = tests.get(named) ?? codedName(segment, 3);
  tests.set(named, test);
  const repetitions = Math.max(1, segment.repetitions(5));
  const observed = Array.from({ length: repetitions }, (_, index) => observedText(segment, index + 1));
  return {
    at,
    line: segment.line,
    test,
    subId: matchSide(segment.component(4, 1)),
    texts: observed.map((text) => text ?? ""),
    unit: observedUnit(segment),
    intervalText: segment.whole(7) || null,
    status: valueStatus(segment.component(11, 1)),
    time: segment.component(14, 1),
    flags: flagsOf(segment),
    comments: [],
    problem: problemOf(segment, test, observed[0] !== null),
  };
}

function readOrder(
  order: Order,
  document: number,
  readCollection: (text: string) => CollectionReading,
): Observation[] {
  const { request, patientKey } = order;
  const accession = accessionOf(order);
  const specimen = specimenOf(order);
  const collectedAt = collectionOf(order, readCollection);
  const reportNotes = asNotes(order.comments);
  const status: ReportStatus | null = request ? orderStatus(request.component(25, 1)) : null;
  return order.observations.flatMap((obx) => {
    const { at, line, test, subId, texts, unit, intervalText } = obx;
    const { reading: collected, problem: moved } = collectedAt(obx.time);
    return texts.map((text, index) => ({
      at: texts.length === 1 ? at : `${at}.5[${index + 1}]`,
      line,
      column: null,
      document,
      patientKey,
      accession,
      specimen,
      subId,
      collected,
      orderStatus: status,
      valueStatus: obx.status,
      test,
      text,
      unit,
      intervalText,
      flags: obx.flags,
      problem: obx.problem ?? moved,
      notes: asNotes(obx.comments),
      reportNotes,
    }));
  });
}

/** The filler's number names the report for the laboratory; the placer's only where there is none. */
function accessionOf({ request, common }: Order): string | null {
  return (
    request?.component(3, 1) ||
    common?.component(3, 1) ||
    request?.component(2, 1) ||
    common?.component(2, 1) ||
    null
  );
}

/** SPM-4, else OBR-15, else what the panel is by definition; two that differ are none to rely on. */
function specimenOf({ request, specimens }: Order): Specimen | "unstated" | "unknown" {
  const named = specimens.map((spm) => {
    const { codes, label } = codedName(spm, 4);
    const matches = [...codes.map(({ code }) => code), ""].map((code) =>
      matchSpecimen({ code, text: label }),
    );
    return matches.find((match) => match !== "unknown" && match !== "unstated") ?? matches[0] ?? "unstated";
  });
  const stated = new Set(named.filter((match) => match !== "unstated"));
  if (stated.size > 1) return "unknown";
  const [only] = stated;
  if (only) return only;
  if (!request) return "unstated";
  const source = specimenSource(request);
  if (source !== "unstated") return source;
  for (const { code } of codedName(request, 4).codes) {
    const specimen = panelSpecimen(code);
    if (specimen) return specimen;
  }
  return "unstated";
}

/** OBR-15 of older versions: a code and its words, additives, free text. Additives alone name no specimen. */
function specimenSource(request: Segment): Specimen | "unstated" | "unknown" {
  const text = [request.component(15, 1), request.component(15, 2), request.component(15, 3)].join(" ");
  const match = matchSpecimen({ code: request.subcomponent(15, 1, 1), text: text.trim() });
  return match === "unknown" && request.component(15, 1) === "" ? "unstated" : match;
}

interface OwnCollection {
  readonly reading: CollectionReading;
  readonly problem: RowProblem | null;
}

/**
 * When an order was collected: OBX-14 where all observations agree on it, else OBR-7, else SPM-17. Some analysers
 * put the minute of measurement into OBX-14; only another *date* than the order's sets an observation aside.
 */
function collectionOf(
  { request, specimens, observations }: Order,
  read: (text: string) => CollectionReading,
): (time: string) => OwnCollection {
  const times = [...new Set(observations.map(({ time }) => time))].filter((time) => time !== "");
  const orders = [request?.component(7, 1) ?? "", ...specimens.map((spm) => spm.component(17, 1))];
  const usable = (text: string) => read(text).kind === "read";
  const agreed = times.filter(usable);
  const chosen =
    (agreed.length === 1 ? agreed[0] : undefined) ??
    orders.find(usable) ??
    agreed[0] ??
    [...times, ...orders].find((text) => text !== "") ??
    "";
  const common = read(chosen);
  return (time) => {
    const reading = time === "" ? common : read(time);
    if (reading.kind !== "read" || common.kind !== "read") return { reading, problem: null };
    if (reading.collected.date === common.collected.date) return { reading: common, problem: null };
    const reason = `Collected on ${reading.collected.date}, the rest of the order on ${common.collected.date}.`;
    return { reading, problem: { outcome: "set-aside", code: "collected-differs", reason } };
  };
}

function problemOf(segment: Segment, test: TestName, readable: boolean): RowProblem | null {
  if (test.codes.length === 0) {
    return { outcome: "refused", code: "incomplete", reason: "The segment names no test (OBX-3)." };
  }
  if (segment.fieldCount < 5) {
    return { outcome: "refused", code: "incomplete", reason: "The segment ends before its value (OBX-5)." };
  }
  if (!readable) {
    const type = segment.component(2, 1).slice(0, 20);
    return {
      outcome: "set-aside",
      code: "type-unsupported",
      reason: `A value of type ${type} is no text (OBX-2).`,
    };
  }
  return null;
}
