import { localDateOf } from "@/lib/clinical/zone";
import { assembleReports } from "./assemble-reports";
import { decodeUtf8 } from "./decode-text";
import { members, textOf } from "./fhir/element";
import { readJson } from "./fhir/json-text";
import { JsonObject } from "./fhir/json-value";
import { BUNDLE_TYPES, type FileResources, fileResources, isResource } from "./fhir/resources";
import { sourceName } from "./fhir/source";
import { subjectReader } from "./fhir/subject";
import { testReader } from "./fhir/test-name";
import { collectionReader } from "./fhir/time";
import { walkResources } from "./fhir/walk";
import { IMPORT_LIMITS, type ImportFormat, type ReadingRefused, refuse } from "./import-format";
import type { Observation } from "./observation";
import { patientRegister } from "./reading/patient-register";
import { foreignKind } from "./recognise-kind";

const ROOTS: ReadonlySet<string> = new Set(["Bundle", "DiagnosticReport", "Observation"]);
/** Observations between two pauses: some milliseconds of work. */
const PAUSE_EVERY = 500;

/** FHIR R4 laboratory results: a Bundle, or one DiagnosticReport or Observation with what it contains. */
export const fhir = {
  id: "fhir",
  label: "FHIR R4 laboratory results (Bundle, DiagnosticReport, Observation)",
  mediaTypes: ["application/fhir+json"],
  recognises: ({ text }) => /^\{\s*"/.test(text) && /"resourceType"\s*:\s*"/.test(text),
  async read({ bytes, timeZone, received, answers, pause }) {
    if (bytes.length === 0) return refuse("empty", "The file is empty.");
    if (bytes.length > IMPORT_LIMITS.bytes) return refuse("too-large", "The file is over 25 MB.");
    const root = readRoot(bytes);
    if (!(root instanceof JsonObject)) return root;
    await pause?.();
    const resources = fileResources(root);
    const excess = whyTooMany(resources);
    if (excess !== null) return excess;

    const register = patientRegister(localDateOf(received, timeZone));
    const mapped = answers.analytes ?? {};
    const context = {
      readTime: collectionReader(timeZone, received),
      subjectOf: subjectReader(register, resources.index),
      ...testReader(mapped),
    };
    const observations: Observation[] = [];
    for (const observation of walkResources(resources, context)) {
      if (observations.push(observation) % PAUSE_EVERY === 0) await pause?.();
    }
    if (observations.length === 0) return refuse("no-results", "The file holds no Observation.");
    const patients = register.patients();
    return {
      refusal: null,
      source: sourceName(root, resources),
      questions: [],
      patients,
      ...assembleReports(observations, { patients, received, mapped }),
    };
  },
} as const satisfies ImportFormat;

function readRoot(bytes: Uint8Array): ReadingRefused | JsonObject {
  const foreign = foreignKind(bytes);
  if (foreign !== null && foreign !== "JSON") {
    return refuse("wrong-kind", `This looks like ${foreign}, not FHIR in JSON.`);
  }
  const text = decodeUtf8(bytes);
  if (text === null) return refuse("encoding", "The text is not UTF-8.");
  if (text.trim() === "") return refuse("empty", "The file holds no text.");
  if (foreign === null)
    return refuse("wrong-kind", "This is not FHIR in JSON: it does not begin with a brace.");
  const read = readJson(text);
  if (read.refusal !== null) return read;
  const root = read.value;
  const type = root instanceof JsonObject ? textOf(root, "resourceType") : "";
  if (!(root instanceof JsonObject) || type === "") {
    return refuse("wrong-kind", "This JSON is no FHIR resource: it names no resourceType.");
  }
  if (!ROOTS.has(type)) {
    const named = type.slice(0, 40);
    return refuse(
      "message-type",
      `The file is a ${named}; only a Bundle, DiagnosticReport or Observation is read.`,
    );
  }
  const bundle = textOf(root, "type");
  if (type !== "Bundle" || BUNDLE_TYPES.has(bundle)) return root;
  const named = bundle.slice(0, 40) || "without a type";
  return refuse("message-type", `The Bundle is ${named}; read are ${[...BUNDLE_TYPES].join(", ")}.`);
}

function whyTooMany({ found }: FileResources): ReadingRefused | null {
  let rows = 0;
  for (const one of found) {
    if (isResource(one) && one.type === "Observation") rows += 1 + members(one.json, "component").length;
  }
  if (rows <= IMPORT_LIMITS.rows) return null;
  return refuse("too-many-rows", `The file holds ${rows} observations; at most 200,000 are read.`);
}
