import "server-only";
import type { JudgedReport, JudgedResult } from "@/lib/clinical/assessment";
import type { ReceivedResult } from "@/lib/clinical/record";
import type { ReportAnswer, ResultAnswer } from "@/lib/contract/report";
import type { ReportRow } from "@/lib/server/patients/course-mapper";

const clockTime = (minute: number | null) =>
  minute === null
    ? null
    : `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** A stored version with its values as judged now. */
export function reportAnswer(row: ReportRow, judged: JudgedReport, authorName: string): ReportAnswer {
  const sent = judged.results.filter((one) => !one.derived);
  const derived = judged.results.filter((one) => one.derived);
  return {
    id: row.reportKey,
    version: row.version,
    specimen: judged.report.specimen,
    accession: row.accession,
    subId: row.subId,
    status: judged.report.status,
    adequate: judged.report.adequate,
    collectedOn: row.collectedOn,
    collectedTime: clockTime(row.collectedMinute),
    receivedAt: row.receivedAt,
    knownSince: row.knownSince,
    source: row.source,
    author: authorName,
    reason: row.reason,
    note: row.note,
    results: [
      ...sent.map((one, index) => resultAnswer(one, judged.report.results[index])),
      ...derived.map((one) => resultAnswer(one, undefined)),
    ],
  };
}

function resultAnswer(judged: JudgedResult, received: ReceivedResult | undefined): ResultAnswer {
  return {
    analyte: judged.analyte,
    text: judged.text,
    unit: judged.unit,
    value: judged.value,
    canonicalUnit: judged.canonicalUnit,
    comparator: judged.comparator,
    flag: judged.flag,
    interval:
      judged.interval === null
        ? null
        : { low: judged.interval.low, high: judged.interval.high, source: judged.interval.source },
    state: judged.state,
    reason: judged.reason,
    confirmed: received?.confirmed ?? false,
    derived: judged.derived,
    sentInterval: received?.interval ?? null,
    sensitivity: received?.sensitivity ?? null,
    decimalMark: received?.decimalMark ?? null,
  };
}
