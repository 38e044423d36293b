import type { LocalDate } from "@/lib/branded";
import type { Sex } from "@/lib/clinical/record";
import type { ImportPatient, ImportProblem } from "../import-format";
import { IDENTITY_CONFLICT } from "../place-observation";

/** What a file says of a patient in one place. */
export interface SentPatient {
  /** As `usableNumber` gives it. */
  readonly mrn: string | null;
  /** Who gave the number. */
  readonly authority: string;
  readonly familyName: string;
  readonly givenName: string;
  /** As written, and as a date; "" and null where there is none. */
  readonly born: string;
  readonly bornOn: LocalDate | null;
  readonly sex: Sex;
}

/** The patients of one file, each once, under the key the rows name. */
export interface PatientRegister {
  /** The patient's key; `at` names the place in the file where it gives no identifier. */
  readonly enter: (sent: SentPatient, at: string) => string;
  readonly patients: () => readonly ImportPatient[];
}

/** Names longer than this are no names; as long as a person may type one. */
const NAME_LENGTH = 120;
const NUMBER_LENGTH = 64;

export function patientRegister(today: LocalDate): PatientRegister {
  const byIdentity = new Map<string, ImportPatient>();
  const keys = new Set<string>();
  return {
    enter(sent, at) {
      const { mrn } = sent;
      const authority = sent.authority.slice(0, NUMBER_LENGTH);
      const identity = mrn === null ? at : JSON.stringify([mrn, authority]);
      const read = readPatient(sent, today);
      const known = byIdentity.get(identity);
      if (known) {
        byIdentity.set(identity, together(known, read));
        return known.key;
      }
      // The same number from another authority is another person.
      const plain = mrn ?? at;
      let key = keys.has(plain) ? `${plain}^${authority}` : plain;
      while (keys.has(key)) key += "^";
      keys.add(key);
      byIdentity.set(identity, { key, ...read });
      return key;
    },
    patients: () => [...byIdentity.values()],
  };
}

/** A record number is one line; a longer one is never shortened into another patient's. */
export function usableNumber(text: string): string | null {
  return text !== "" && text.length <= NUMBER_LENGTH && /^\P{Cc}+$/u.test(text) ? text : null;
}

function readPatient(sent: SentPatient, today: LocalDate): Omit<ImportPatient, "key"> {
  const { mrn, born, bornOn, sex } = sent;
  const problems: ImportProblem[] = [];
  // Nobody is born tomorrow: the date is a wrong one, and a patient made with it could never have a result.
  const birthDate = bornOn !== null && bornOn > today ? null : bornOn;
  if (mrn === null)
    problems.push({ code: "mrn-missing", message: "The file gives no usable record number." });
  if (born === "") problems.push({ code: "birth-date-missing", message: "The file gives no birth date." });
  else if (birthDate === null) {
    problems.push({
      code: "birth-date-unreadable",
      message: `The birth date “${born.slice(0, 40)}” ${bornOn === null ? "is no date" : "lies in the future"}.`,
    });
  }
  const familyName = personName(sent.familyName);
  return { mrn, familyName, givenName: personName(sent.givenName), birthDate, sex, problems };
}

/** What was said first stands; what it left open may be said later. */
function together(known: ImportPatient, read: Omit<ImportPatient, "key">): ImportPatient {
  const birthDate = known.birthDate ?? read.birthDate;
  const answered = (code: string) => birthDate !== null && code.startsWith("birth-date-");
  return {
    ...known,
    familyName: known.familyName ?? read.familyName,
    givenName: known.givenName ?? read.givenName,
    birthDate,
    sex: known.sex === "unknown" ? read.sex : known.sex,
    problems: [...known.problems, ...conflicts(known, read)].filter(({ code }) => !answered(code)),
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
