import "server-only";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { JudgedReport } from "@/lib/clinical/assessment";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { Limits, ReceivedResult } from "@/lib/clinical/record";

/**
 * One value in the `results` document, keys short because a patient has thousands. As received: a t d u li lu se ok sa.
 * As judged on the day it was written: v c s f lo hi src (the view `result` shows these); reading judges anew.
 */
interface StoredResult {
  a: string;
  t: string;
  d?: DecimalMark;
  u?: string;
  li?: Limits;
  lu?: string;
  se?: number;
  ok?: 1;
  sa?: string;
  v?: number;
  c?: string;
  s: string;
  f?: string;
  lo?: number;
  hi?: number;
  src?: string;
}

/** Leaves out what is null: absent and null mean the same in the document. */
function present<T extends object>(value: { [K in keyof T]: T[K] | null | undefined }): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== null && one !== undefined),
  ) as T;
}

/** The document of a judged report; derived values are computed again on reading and not stored. */
export function resultsDocument(judged: JudgedReport): string {
  const sent = judged.results.filter((one) => !one.derived);
  return JSON.stringify(
    judged.report.results.map((received, index) => {
      const verdict = sent[index];
      return present<StoredResult>({
        a: received.analyte,
        t: received.text,
        d: received.decimalMark,
        u: received.unit,
        li: received.interval,
        lu: received.intervalUnit,
        se: received.sensitivity,
        ok: received.confirmed ? 1 : null,
        sa: received.setAside,
        v: verdict?.value,
        c: verdict?.comparator,
        s: verdict?.state ?? "set-aside",
        f: verdict?.flag,
        lo: verdict?.interval?.low,
        hi: verdict?.interval?.high,
        src: verdict?.interval?.source,
      });
    }),
  );
}

/** The values as they were received. */
export function receivedResults(document: string): ReceivedResult[] {
  const stored = JSON.parse(document) as StoredResult[];
  return stored.map((one) => ({
    analyte: one.a as AnalyteCode,
    text: one.t,
    ...(one.d === undefined ? {} : { decimalMark: one.d }),
    unit: one.u ?? null,
    interval: one.li ?? null,
    intervalUnit: one.lu ?? null,
    sensitivity: one.se ?? null,
    confirmed: one.ok === 1,
    setAside: one.sa ?? null,
  }));
}
