import "server-only";
import { v7 as newId } from "uuid";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { JudgedReport } from "@/lib/clinical/assessment";
import { judgeReports } from "@/lib/clinical/judge";
import type { Policy } from "@/lib/clinical/policy";
import { acknowledgeInput, type CriticalAnswer } from "@/lib/contract/review";
import { AppError } from "@/lib/errors";
import { asOfNow } from "@/lib/server/clock";
import type { Db, Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { type PatientRows, patientRows, recordOf } from "@/lib/server/patients/course-mapper";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { presentPolicy } from "@/lib/server/patients/policy-in-force";
import { criticalAlarms } from "@/lib/server/patients/summary-signs";

const SHOWN = 6;

/** The alarms of a patient and the last acknowledgements with who and when. */
export async function criticalAnswer(
  db: Db | Tx,
  rows: PatientRows,
  reports: readonly JudgedReport[],
  policy: Policy,
): Promise<CriticalAnswer> {
  const latest = rows.criticalSeen.slice(-SHOWN).toReversed();
  const ids = [...new Set(latest.map(({ author }) => author))];
  const users =
    ids.length === 0
      ? []
      : await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return {
    unseen: criticalAlarms(rows, reports, policy),
    seen: latest.map(({ analyte, flag, reportKey, at, author }) => ({
      analyte: analyte as AnalyteCode,
      flag: flag as "LL" | "HH",
      reportId: reportKey,
      at,
      author: names.get(author) ?? author,
    })),
  };
}

/** A clinician has seen these critical values: each is named, so that one that came meanwhile stays. */
export const acknowledgeCritical = operation({
  name: "critical.acknowledge",
  kind: "write",
  versioned: false,
  permission: "critical:acknowledge",
  subject: "patient",
  input: acknowledgeInput,
  run: async ({ tx, id, input, actor, now }) => {
    const rows = await patientRows(tx, id);
    const policy = presentPolicy(rows.site.policies);
    const reports = judgeReports(recordOf(rows), asOfNow(now, rows.site.timeZone), policy);
    const waiting = criticalAlarms(rows, reports, policy);
    const named = input.values.map(({ reportId, reportVersion, analyte }) =>
      waiting.find(
        (alarm) =>
          alarm.reportId === reportId && alarm.reportVersion === reportVersion && alarm.analyte === analyte,
      ),
    );
    const found = named.filter((alarm) => alarm !== undefined);
    if (found.length !== named.length)
      throw new AppError(
        "conflict",
        "These critical values changed or were acknowledged meanwhile; nothing was saved.",
        { current: { unseen: waiting } },
      );
    await tx.criticalSeen.createMany({
      data: found.map(({ analyte, flag, depth, reportId, reportVersion }) => ({
        id: newId(),
        patientId: id,
        analyte,
        flag,
        depth,
        reportKey: reportId,
        reportVersion,
        at: now,
        author: actor.userId,
      })),
    });
    const { changedAt } = await tx.patientSummary.findUniqueOrThrow({ where: { patientId: id } });
    await refreshSummary(tx, id, now);
    // That somebody has looked is no change of the patient: nobody has to look again for it.
    await tx.patientSummary.update({ where: { patientId: id }, data: { changedAt } });
    const after = await patientRows(tx, id);
    return {
      answer: await criticalAnswer(tx, after, reports, policy),
      audit: {
        objectKind: "critical-value",
        detail: {
          after: found.map(({ analyte, text, flag, limit, on, reportId, reportVersion }) => ({
            analyte,
            text,
            flag,
            limit,
            on,
            reportId,
            reportVersion,
          })),
        },
      },
    };
  },
});
