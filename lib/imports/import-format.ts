import type { Instant, LocalDate } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { Collected, Limits, ReceivedResult, ReportStatus, Sex, Specimen } from "@/lib/clinical/record";

/**
 * One kind of file the product reads. A format turns bytes into reports and rows and decides nothing that
 * needs the database: whether a value is new, the same or changed is `compare.ts`, asked by the server.
 */
export interface ImportFormat {
  readonly id: string;
  readonly label: string;
  /** Lower case, without parameters. */
  readonly mediaTypes: readonly string[];
  /** True where the beginning of a file looks like this format; never reads the whole file. */
  readonly recognises: (head: FileHead) => boolean;
  /** Never throws but what `pause` throws: what cannot be read is a refusal, a refused row or a question. */
  readonly read: (input: ImportInput) => ImportReading | Promise<ImportReading>;
}

export interface FileHead {
  /** At most the first 4096 bytes. */
  readonly bytes: Uint8Array;
  /** The same bytes as text (malformed UTF-8 replaced), without byte order mark and leading blanks. */
  readonly text: string;
}

export interface ImportInput {
  readonly bytes: Uint8Array;
  /** IANA zone of the site: a time without an offset is a time there. */
  readonly timeZone: string;
  /** When the product received the file; nothing in it may have been collected later. */
  readonly received: Instant;
  readonly answers: ReadingAnswers;
  /** Awaited every few thousand rows by formats that may hold very many, so that others are served meanwhile; rejects when cancelled. */
  readonly pause?: () => Promise<void>;
}

/** What a person has answered about the file so far; each format reads what it asked for. */
export interface ReadingAnswers {
  /** Column heading to analyte code or field name, for tables. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Column heading to the unit of its values, where the heading does not say it. */
  readonly units?: Readonly<Record<string, string>>;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  /** long: one value a line; wide: one report a line. Asked of tables that could be either. */
  readonly layout?: TableLayout;
  /** The source's own test code to an analyte; null: never an analyte. */
  readonly analytes?: Readonly<Record<string, AnalyteCode | null>>;
}

export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const TABLE_LAYOUTS = ["long", "wide"] as const;
export type TableLayout = (typeof TABLE_LAYOUTS)[number];

export type ImportReading = ReadingRefused | ReadingDone;

/** The file as a whole cannot be read; nothing of it goes in. */
export interface ReadingRefused {
  readonly refusal: Refusal;
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

export const REFUSAL_CODES = [
  "empty",
  "too-large",
  "wrong-kind",
  "encoding",
  "no-header",
  "header-unreadable",
  "message-type",
  "unreadable-line",
  "truncated",
  "too-many-rows",
  "too-many-columns",
  "field-too-long",
  "no-results",
  "not-json",
  "too-deep",
  "duplicate-key",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface ReadingDone {
  readonly refusal: null;
  /** Who sent it (application and facility), or the layout of a table: what answers are remembered by. */
  readonly source: string;
  /** Asked before the rows can be trusted; empty where nothing is ambiguous. */
  readonly questions: readonly ImportQuestion[];
  readonly patients: readonly ImportPatient[];
  /** Only reports that can be stored: dated, of a known specimen, with at least one result. */
  readonly reports: readonly ImportReport[];
  /** One per value, OBX or Observation, in the order of the file. */
  readonly rows: readonly ImportRow[];
}

/**
 * Questions of tables, each answered in the part of `ReadingAnswers` named after it: column → columns[about] (an
 * analyte, a field or "ignore"), unit → units[about], decimal → decimal, date-order → dateOrder, layout → layout.
 */
export const TABLE_QUESTIONS = ["column", "unit", "decimal", "date-order", "layout"] as const;
/** The answer for a column that is none of ours. */
export const IGNORED_COLUMN = "ignore";

export interface ImportQuestion {
  /** One of `TABLE_QUESTIONS`, or a format's own. */
  readonly code: string;
  /** The column, code or value asked about. */
  readonly about: string;
  readonly message: string;
  readonly choices: readonly string[];
}

export interface ImportPatient {
  /** How the file names the patient; rows and reports refer to it. */
  readonly key: string;
  readonly mrn: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly birthDate: LocalDate | null;
  readonly sex: Sex;
  readonly problems: readonly ImportProblem[];
}

export interface ImportProblem {
  readonly code: string;
  readonly message: string;
}

export interface ImportReport {
  readonly patientKey: string;
  readonly accession: string | null;
  readonly specimen: Specimen;
  readonly subId: string | null;
  readonly collected: Collected;
  readonly status: ReportStatus;
  /** In the order of the file, one per analyte; values set aside carry their reason. */
  readonly results: readonly ReceivedResult[];
  readonly notes: readonly ImportProblem[];
}

/** value: readable and inside its limits; the server makes it new, same or changed. */
export const READING_OUTCOMES = ["value", "set-aside", "refused"] as const;
export type ReadingOutcome = (typeof READING_OUTCOMES)[number];

export interface ImportRow {
  /** Where in the file, in the file's own words: "OBX[2]". */
  readonly at: string;
  /** From 1. */
  readonly line: number;
  /** From 1; null where a line has no columns. */
  readonly column: number | null;
  readonly patientKey: string | null;
  /** Index into `reports`; null where no report holds this row. */
  readonly reportIndex: number | null;
  readonly analyte: AnalyteCode | null;
  /** What the source calls the test. */
  readonly label: string;
  /** The source's code an answer about the test is remembered by: its own before LOINC; null where it has none. */
  readonly sourceCode: string | null;
  /** As received, never converted. */
  readonly text: string;
  /** As in `ReceivedResult`. */
  readonly decimalMark: DecimalMark | null;
  readonly unit: string | null;
  readonly intervalText: string | null;
  readonly interval: Limits | null;
  /** In the analyte's canonical unit; null where there is no usable number. */
  readonly value: number | null;
  readonly canonicalUnit: string | null;
  readonly outcome: ReadingOutcome;
  /** Why, for a row that is not a plain value. */
  readonly code: RowCode | null;
  readonly reason: string | null;
  /** A unit, value or analyte that would fit. */
  readonly suggestion: string | null;
  /** Things to know that block nothing. */
  readonly notes: readonly ImportProblem[];
}

/** Kept for a person; blocks nothing. */
export const SET_ASIDE_CODES = [
  "no-analyte",
  "mapping-question",
  "unit-missing",
  "unit-refused",
  "hard-limit",
  "unreadable",
  "decimal-ambiguous",
  "type-unsupported",
  "repeated-analyte",
  "no-patient",
  "identity-conflict",
  "specimen-unknown",
  "date-missing",
  "date-imprecise",
  "date-ambiguous",
  "future-date",
  "before-birth",
  "collected-differs",
  "stale",
  "not-final",
  "status-only",
  "cancelled",
  "entered-in-error",
  "no-value",
  "modifier-unknown",
  "status-unknown",
  "off-scale",
] as const;

/** Cannot be parsed; blocks the batch unless a person takes the good rows only. */
export const REFUSED_CODES = ["incomplete", "uneven-line", "date-impossible", "time-skipped"] as const;

export type RowCode = (typeof SET_ASIDE_CODES)[number] | (typeof REFUSED_CODES)[number];

/** Most a file may hold. Beyond it nothing of the file is read. */
export const IMPORT_LIMITS = {
  bytes: 25 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  fieldBytes: 64 * 1024,
} as const;

export const refuse = (code: RefusalCode, message: string): ReadingRefused => ({
  refusal: { code, message },
});
