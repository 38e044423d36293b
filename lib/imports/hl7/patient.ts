import type { LocalDate } from "@/lib/branded";
import type { Sex } from "@/lib/clinical/record";
import type { ImportPatient, ImportProblem } from "../import-format";
import { IDENTITY_CONFLICT } from "../place-observation";
import type { Segment } from "./segments";
import { readDate } from "./time";

/** The patients of one file, each once, under the key the rows name. */
export interface PatientRegister {
  /** The key of the patient a PID names; `at` names the segment where it gives no identifier. */
  readonly enter: (pid: Segment, at: string) => string;
  readonly patients: () => readonly ImportPatient[];
}

const SEX: Readonly<Record<string, Sex>> = { M: "male", F: "female" };

/** Names longer than this are no names; as long as a person may type one. */
const NAME_LENGTH = 120;
const NUMBER_LENGTH = 64;

export function patientRegister(today: LocalDate): PatientRegister {
  const byIdentity = new Map<string, ImportPatient>();
  const keys = new Set<string>();
  return {
    enter(pid, at) {
      const { mrn, authority } = identifier(pid);
      const identity = mrn === null ? at : JSON.stringify([mrn, authority]);
      const read = readPatient(pid, mrn, today);
      const known = byIdentity.get(identity);
      if (known) {
        byIdentity.set(identity, { ...known, problems: [...known.problems, ...conflicts(known, read)] });
        return known.key;
      }
      // The same number from another authority is another person.
      const plain = mrn ?? at;
      const key = keys.has(plain) ? `${plain}^${authority}` : plain;
      keys.add(key);
      byIdentity.set(identity, { key, ...read });
      return key;
    },
    patients: () => [...byIdentity.values()],
  };
}

/** The medical record number of PID-3, else its first identifier, else PID-2. */
function identifier(pid: Segment): { mrn: string | null; authority: string } {
  const repetitions = Array.from({ length: pid.repetitions(3) }, (_, index) => index + 1);
  const filled = repetitions.filter((repetition) => usableNumber(pid.component(3, 1, repetition)) !== null);
  const chosen = filled.find((repetition) => pid.component(3, 5, repetition) === "MR") ?? filled[0];
  return chosen === undefined
    ? { mrn: usableNumber(pid.component(2, 1)), authority: pid.component(2, 4).slice(0, NUMBER_LENGTH) }
    : { mrn: pid.component(3, 1, chosen), authority: pid.component(3, 4, chosen).slice(0, NUMBER_LENGTH) };
}

/** A record number is one line; a longer one is never shortened into another patient's. */
function usableNumber(text: string): string | null {
  return text !== "" && text.length <= NUMBER_LENGTH && /^\P{Cc}+$/u.test(text) ? text : null;
}

function readPatient(pid: Segment, mrn: string | null, today: LocalDate): Omit<ImportPatient, "key"> {
  const problems: ImportProblem[] = [];
  const born = pid.component(7, 1);
  const written = readDate(born);
  // Nobody is born tomorrow: the date is a wrong one, and a patient made with it could never have a result.
  const birthDate = written !== null && written > today ? null : written;
  if (mrn === null)
    problems.push({ code: "mrn-missing", message: "The file gives no usable record number." });
  if (born === "") problems.push({ code: "birth-date-missing", message: "The file gives no birth date." });
  else if (birthDate === null) {
    problems.push({
      code: "birth-date-unreadable",
      message: `The birth date “${born.slice(0, 40)}” ${written === null ? "is no date" : "lies in the future"}.`,
    });
  }
  const sex = pid.component(8, 1).toUpperCase();
  return {
    mrn,
    familyName: personName(pid.subcomponent(5, 1, 1)),
    givenName: personName(pid.component(5, 2)),
    birthDate,
    sex: (Object.hasOwn(SEX, sex) ? SEX[sex] : undefined) ?? "unknown",
    problems,
  };
}

/** One line without control characters; null where nothing is left. */
function personName(text: string): string | null {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line === "" ? null : line.slice(0, NAME_LENGTH);
}

/** The same number with another birth date is a wrong number somewhere; another name or sex is worth knowing. */
function conflicts(known: ImportPatient, read: Omit<ImportPatient, "key">): ImportProblem[] {
  const found: ImportProblem[] = [];
  const said = (code: string) => known.problems.some((problem) => problem.code === code);
  const differ = (one: string | null, other: string | null) =>
    one !== null && other !== null && one.toLowerCase() !== other.toLowerCase();
  if (differ(known.birthDate, read.birthDate) && !said(IDENTITY_CONFLICT)) {
    found.push({
      code: IDENTITY_CONFLICT,
      message: "The file gives two birth dates for this record number.",
    });
  }
  if (differ(known.familyName, read.familyName) && !said("name-differs")) {
    found.push({ code: "name-differs", message: "The file gives two family names for this record number." });
  }
  const sexes = [known.sex, read.sex].filter((sex) => sex !== "unknown");
  if (new Set(sexes).size === 2 && !said("sex-differs")) {
    found.push({ code: "sex-differs", message: "The file gives two sexes for this record number." });
  }
  return found;
}
