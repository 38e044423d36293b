import "server-only";
import { type LastValue, type WorklistRow, worklistExportInput } from "@/lib/contract/worklist";
import { tableCsv } from "@/lib/exports/table-csv";
import { engine } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { type ExportedFile, refuseTooMany } from "@/lib/server/patients/export";
import { presentVersion } from "@/lib/server/patients/policy-in-force";
import { viewOf } from "./worklist";
import { type After, afterRow, askedFor, countMatching, nextRows } from "./worklist-query";
import { worklistRow } from "./worklist-row";

type Cell = string | number | null;

/** Number, then what it stands as where it is no plain number in use. */
const value = (label: string, unit: string, of: (row: WorklistRow) => LastValue | null) => [
  [`${label} ${unit}`, (row: WorklistRow): Cell => of(row)?.text ?? null] as const,
  [`${label} flag`, (row: WorklistRow): Cell => of(row)?.flag ?? null] as const,
  [
    `${label} not used`,
    (row: WorklistRow): Cell => (of(row)?.uncertain ? "preliminary or unconfirmed" : null),
  ] as const,
];

const COLUMNS: readonly (readonly [string, (row: WorklistRow) => Cell])[] = [
  ["mrn", (row) => row.mrn],
  ["family_name", (row) => row.familyName],
  ["given_name", (row) => row.givenName],
  ["birth_date", (row) => row.birthDate],
  ["age_years", (row) => row.ageYears],
  ["sex", (row) => row.sex],
  ["lineage", (row) => row.lineage],
  ["philadelphia", (row) => row.philadelphia],
  ["why", (row) => row.reasons.map(({ words }) => words).join("; ")],
  ["phase", (row) => row.phase],
  ["protocol_day", (row) => row.protocolDay],
  ["last_count_on", (row) => row.lastCountOn],
  ...value("WBC", "10*9/L", (row) => row.counts.WBC),
  ...value("ANC", "10*9/L", (row) => row.counts.ANC),
  ...value("HGB", "g/dL", (row) => row.counts.HGB),
  ...value("PLT", "10*9/L", (row) => row.counts.PLT),
  ["last_marrow_on", (row) => row.lastMarrowOn],
  ...value("marrow blasts", "%", (row) => row.marrow),
  ["criterion", (row) => row.remission],
  ["criterion_because", (row) => row.remissionSentence],
  ["milestone", (row) => row.milestone],
  ["milestone_because", (row) => row.milestoneSentence],
  ["status", (row) => row.status],
  ["possible_recurrence", (row) => (row.recurrence ? "yes" : "no")],
  ["next_due", (row) => row.nextDue],
  ["last_reviewed_by_me", (row) => row.review?.at ?? null],
  ["changed_since_my_review", (row) => (row.review === null ? null : row.review.changed ? "yes" : "no")],
  ["changed_at", (row) => row.changedAt],
  ["policy_of_an_earlier_version", (row) => row.outdatedPolicy],
];

const PAGE = 1_000;

/** The list as it is filtered and sorted, all of its pages. */
export const exportWorklist = operation({
  name: "patients.export-identified",
  kind: "read",
  permission: "export:identified",
  subject: null,
  input: worklistExportInput,
  run: async ({ db, input, actor, now }) => {
    await refuseTooMany(db, actor.userId, now);
    const view = viewOf(actor, now);
    const [found, policy] = await Promise.all([
      countMatching(db, input, view),
      presentVersion(db, actor.site.id),
    ]);
    const asked = askedFor({ ...input, limit: PAGE - 1 }, view, found, engine());
    const cells: Cell[][] = [];
    for (let after: After | null = null; ; ) {
      const rows = await nextRows(db, { ...asked, after });
      for (const row of rows) {
        const shown = worklistRow(row, view.here, policy);
        cells.push(COLUMNS.map(([, cell]) => cell(shown)));
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) break;
      after = afterRow(last, asked.sorting.field);
    }
    const heads = COLUMNS.map(([head]) => head);
    const answer: ExportedFile = {
      bytes: new TextEncoder().encode(tableCsv(heads, cells)),
      mediaType: "text/csv; charset=utf-8",
      name: `worklist-${view.here}.csv`,
      dataAsOf: now,
    };
    return {
      answer,
      audit: { objectKind: "worklist", detail: { format: "csv", filter: input, patients: cells.length } },
    };
  },
});
