import "server-only";
import type { Instant } from "@/lib/branded";
import type { ImportAnswers, ReadingAnswers, RememberedAnswer } from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import type { ReadingDone } from "@/lib/imports/import-format";
import { IMPORT_FORMATS, type ImportFormatId } from "@/lib/imports/registry";
import type { Db, Tx } from "@/lib/server/database/db";
import { readingWith, rememberedOf } from "./import-memory";
import type { Progress } from "./import-work";

export interface ImportSource {
  readonly importId: string;
  readonly format: ImportFormatId;
  readonly bytes: Uint8Array;
  readonly siteId: string;
  readonly timeZone: string;
  readonly receivedAt: string;
  /** This import's own; what is remembered of its source lies beneath. */
  readonly answers: ImportAnswers;
  /** Null before the first reading. */
  readonly source: string | null;
}

export interface FileReading {
  readonly reading: ReadingDone;
  /** What it was read by. */
  readonly answers: ReadingAnswers;
  readonly remembered: readonly RememberedAnswer[];
  /** Of what is remembered. */
  readonly stamp: string;
}

/** Reads the bytes; a file that cannot be read as a whole is refused and nothing of it is kept. */
export async function readImportFile(
  tx: Db | Tx,
  source: ImportSource,
  progress: Progress,
): Promise<FileReading> {
  progress.stage("reading");
  let memory = await rememberedOf(tx, source.siteId, source.source);
  let answers = readingWith(memory.answers, source.answers);
  let reading = await readBytes(source, answers, progress);
  if (source.source === null) {
    // Who sent it is known only now; what is remembered of them may read it otherwise.
    memory = await rememberedOf(tx, source.siteId, sourceName(reading));
    if (memory.stamp !== "") {
      answers = readingWith(memory.answers, source.answers);
      reading = await readBytes(source, answers, progress);
    }
  }
  return { reading, answers, remembered: memory.entries, stamp: memory.stamp };
}

/** What answers are remembered by. */
export const sourceName = (reading: ReadingDone): string => reading.source.trim().slice(0, 200) || "unnamed";

async function readBytes(
  source: ImportSource,
  answers: ReadingAnswers,
  progress: Progress,
): Promise<ReadingDone> {
  const reading = await IMPORT_FORMATS[source.format].read({
    bytes: source.bytes,
    timeZone: source.timeZone,
    received: Date.parse(source.receivedAt) as Instant,
    answers,
    pause: () => progress.step(0),
  });
  if (reading.refusal !== null) {
    const { code, message } = reading.refusal;
    throw refusedFile(code === "too-large" ? "body-too-large" : "import-refused", code, message);
  }
  if (holdsNul(reading)) {
    throw refusedFile(
      "import-refused",
      "unreadable-line",
      "The file holds a NUL character; no value has one.",
    );
  }
  return reading;
}

const refusedFile = (code: "body-too-large" | "import-refused", why: string, message: string) =>
  new AppError(code, message, { fields: [{ path: "file", code: why, message }] });

/** PostgreSQL keeps no NUL in text. */
function holdsNul({ rows, patients, reports, source }: ReadingDone): boolean {
  const nul = (text: string | null) => text?.includes("\u0000") ?? false;
  return (
    nul(source) ||
    patients.some((one) => [one.key, one.mrn, one.familyName, one.givenName].some(nul)) ||
    reports.some((one) => nul(one.accession) || nul(one.subId)) ||
    rows.some((one) => nul(one.text) || nul(one.unit) || nul(one.label) || nul(one.sourceCode))
  );
}
