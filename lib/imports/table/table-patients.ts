import type { LocalDate } from "@/lib/branded";
import type { Sex } from "@/lib/clinical/record";
import type { DateOrder, ImportPatient, ImportProblem } from "../import-format";
import { IDENTITY_CONFLICT } from "../place-observation";
import { hasShortYear, readDateText } from "./date-text";

/** What a line says of whose it is, as text; empty where it says nothing. */
export interface PatientTexts {
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly sex: string;
}

/** The patients of one table, each once, under the key the rows name. */
export interface TablePatients {
  /** The key of the patient a line names; null where it names none. `at` stands in for a record number. */
  readonly enter: (texts: PatientTexts, at: string) => string | null;
  readonly patients: () => readonly ImportPatient[];
}

interface Entry {
  key: string;
  mrn: string | null;
  familyName: string | null;
  givenName: string | null;
  birthDate: LocalDate | null;
  birthText: string;
  sex: Sex;
  readonly problems: Map<string, ImportProblem>;
}

/** As long as a person may type them. */
const NAME_LENGTH = 120;
const NUMBER_LENGTH = 64;

const SEX: Readonly<Record<string, Sex>> = {
  m: "male",
  male: "male",
  man: "male",
  boy: "male",
  männlich: "male",
  f: "female",
  female: "female",
  woman: "female",
  girl: "female",
  w: "female",
  weiblich: "female",
};

/** `birthOrder`: null while the order of the birth dates is a question. */
export function tablePatients(today: LocalDate, birthOrder: DateOrder | null): TablePatients {
  const byTexts = new Map<string, string | null>();
  const byIdentity = new Map<string, Entry>();
  const keys = new Set<string>();
  return {
    enter(texts, at) {
      const { mrn, familyName, givenName, birthDate, sex } = texts;
      const written = JSON.stringify([mrn, familyName, givenName, birthDate, sex]);
      const before = byTexts.get(written);
      if (before !== undefined) return before;
      const read = readPatient(texts, today, birthOrder);
      const identity = identityOf(read);
      const known = identity === null ? undefined : byIdentity.get(identity);
      if (known) merge(known, read);
      else if (identity !== null) {
        read.key = freeKey(read.mrn ?? at, keys);
        byIdentity.set(identity, read);
      }
      const key = identity === null ? null : (known ?? read).key;
      byTexts.set(written, key);
      return key;
    },
    patients: () => [...byIdentity.values()].map(asPatient),
  };
}

function freeKey(plain: string, keys: Set<string>): string {
  let key = plain;
  while (keys.has(key)) key = `${key}'`;
  keys.add(key);
  return key;
}

/** The record number; without one the name with the birth date as written. A birth date alone is nobody. */
function identityOf({ mrn, familyName, givenName, birthText }: Entry): string | null {
  if (mrn !== null) return JSON.stringify([mrn]);
  if (familyName === null && givenName === null) return null;
  return JSON.stringify([familyName?.toLowerCase(), givenName?.toLowerCase(), birthText]);
}

function readPatient(texts: PatientTexts, today: LocalDate, order: DateOrder | null): Entry {
  const problems = new Map<string, ImportProblem>();
  const birthText = texts.birthDate.trim();
  const mrn = usableNumber(texts.mrn.trim());
  const birthDate = birthText === "" ? null : readBirth(birthText, today, order, problems);
  return {
    key: "",
    mrn,
    familyName: personName(texts.familyName),
    givenName: personName(texts.givenName),
    birthDate,
    birthText,
    sex: SEX[texts.sex.trim().toLowerCase()] ?? "unknown",
    problems,
  };
}

function readBirth(
  text: string,
  today: LocalDate,
  order: DateOrder | null,
  problems: Map<string, ImportProblem>,
): LocalDate | null {
  const problem = (why: string) => {
    problems.set("birth-date-unreadable", {
      code: "birth-date-unreadable",
      message: `The birth date “${text.slice(0, 40)}” ${why}.`,
    });
    return null;
  };
  const reading = readDateText(text);
  if (reading.kind !== "date") return problem("is no date");
  if (hasShortYear(text)) return problem("does not say its century");
  const { dates } = reading;
  const same = dates.dmy === dates.mdy && dates.dmy === dates.ymd;
  if (order === null && !same) return problem("can be read in two ways");
  const date = dates[order ?? "dmy"];
  if (date === null) return problem("is no date");
  return date > today ? problem("lies in the future") : date;
}

/** A record number is one line; a longer one is never shortened into another patient's. */
function usableNumber(text: string): string | null {
  return text !== "" && text.length <= NUMBER_LENGTH && /^\P{Cc}+$/u.test(text) ? text : null;
}

function personName(text: string): string | null {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line === "" ? null : line.slice(0, NAME_LENGTH);
}

/** Lines add what others left out; what they say differently is a wrong number somewhere, or worth knowing. */
function merge(known: Entry, read: Entry): void {
  const differ = (one: string | null, other: string | null) =>
    one !== null && other !== null && one.toLowerCase() !== other.toLowerCase();
  const note = (code: string, message: string) => known.problems.set(code, { code, message });
  if (differ(known.birthDate, read.birthDate)) {
    note(IDENTITY_CONFLICT, "The file gives two birth dates for this record number.");
  }
  if (differ(known.familyName, read.familyName)) {
    note("name-differs", "The file gives two family names for this record number.");
  }
  if (known.sex !== "unknown" && read.sex !== "unknown" && known.sex !== read.sex) {
    note("sex-differs", "The file gives two sexes for this record number.");
  }
  for (const [code, problem] of read.problems)
    if (!known.problems.has(code)) known.problems.set(code, problem);
  known.familyName ??= read.familyName;
  known.givenName ??= read.givenName;
  known.birthDate ??= read.birthDate;
  if (known.birthText === "") known.birthText = read.birthText;
  if (known.sex === "unknown") known.sex = read.sex;
}

function asPatient({
  key,
  mrn,
  familyName,
  givenName,
  birthDate,
  birthText,
  sex,
  problems,
}: Entry): ImportPatient {
  const missing: ImportProblem[] = [];
  if (mrn === null) missing.push({ code: "mrn-missing", message: "The file gives no usable record number." });
  if (birthText === "")
    missing.push({ code: "birth-date-missing", message: "The file gives no birth date." });
  return { key, mrn, familyName, givenName, birthDate, sex, problems: [...missing, ...problems.values()] };
}
