import { post, type Sent } from "@/components/api/client";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { Specimen } from "@/lib/clinical/record";
import type { ReportAnswer, ReportInput } from "@/lib/contract/report";
import { showCount, showDate, showSpecimen } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import type { Body } from "../form/request-draft";
import { typedDate } from "../form/typed-date";
import type { LiveJudgement } from "./live-judgement";
import { fieldPath, namedFields, reportBody } from "./report-body";
import type { ReportDraft } from "./report-draft";

/** One page, one report or two: each specimen is a report of its own and is sent once. */
export const REPORT_KINDS = ["blood", "marrow", "both"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export type Section = Extract<Specimen, "blood" | "marrow">;

export const sectionsOf = (kind: ReportKind): readonly Section[] =>
  kind === "both" ? ["blood", "marrow"] : [kind];

/** When the page's reports were collected; the marrow's own time only where it differs from the count's. */
export interface When {
  readonly date: string;
  readonly time: string;
  readonly marrowTime: string;
}

export const NO_MOMENT: When = { date: "", time: "", marrowTime: "" };

/** One section's draft with the moment it was collected at. */
export function collectedAt(
  draft: ReportDraft,
  kind: ReportKind,
  { date, time, marrowTime }: When,
): ReportDraft {
  const own = kind === "both" && draft.specimen === "marrow" && marrowTime.trim() !== "";
  return { ...draft, date, time: own ? marrowTime : time };
}

/** What the core refuses while typing is refused in place, before anything is sent. */
export function refusedFields({ values }: LiveJudgement): FieldProblem[] {
  return (Object.keys(values) as AnalyteCode[]).flatMap((code) => {
    const live = values[code];
    if (live?.state !== "refused") return [];
    const reasonCode = live.reasonCode ?? "unreadable";
    return [
      {
        path: `${fieldPath(code)}.${reasonCode.startsWith("unit") ? "unit" : "text"}`,
        code: reasonCode,
        message: live.reason ?? `${ANALYTES[code].label} cannot be read.`,
      },
    ];
  });
}

/** The body of one section, or everything in it that must be mended first. */
export function checkedBody(draft: ReportDraft, live: LiveJudgement, today: string): Body<ReportInput> {
  const made = reportBody(draft);
  const fields = [...(made.ok ? [] : made.fields), ...refusedFields(live)];
  const date = typedDate(draft.date);
  if (date.ok && date.date !== null && date.date > today) {
    fields.push({ path: "collected", code: "future-date", message: "This day lies in the future." });
  }
  return fields.length > 0 || !made.ok ? { ok: false, fields } : made;
}

/** Sends one report; refusals come back under the names of the fields on the form. */
export async function sendReport(
  patientId: string,
  body: ReportInput,
  idempotencyKey: string,
): Promise<Sent<ReportAnswer>> {
  const sent = await post<ReportAnswer>(`patients/${patientId}/reports`, body, { idempotencyKey });
  if (sent.ok) return sent;
  return { ok: false, problem: { ...sent.problem, fields: namedFields(sent.problem.fields, body.results) } };
}

/** "Blood of 31-Mar-2026 08:30, 8 values" */
export function savedWords({ specimen, collectedOn, collectedTime, results }: ReportAnswer): string {
  const sent = results.filter(({ derived }) => !derived).length;
  const time = collectedTime === null ? "" : ` ${collectedTime}`;
  return `${showSpecimen(specimen)} of ${showDate(collectedOn)}${time}, ${showCount(sent, "value")}`;
}

/** The id of the report that is on record already, where that is why this one was refused. */
export function recordedAlready(current: unknown): string | null {
  const one = current as { readonly id?: unknown } | null | undefined;
  return typeof one === "object" && one !== null && typeof one.id === "string" ? one.id : null;
}
