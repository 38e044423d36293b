"use client";

import { createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { VerdictWord } from "@/components/response/verdict-word";
import { ResultValue } from "@/components/results/result-value";
import { classNames } from "@/components/ui/class-names";
import { Identifier } from "@/components/ui/identifier";
import type { LastValue, WorklistReason, WorklistRow, WorklistSort } from "@/lib/contract/worklist";
import {
  showDay,
  showDayMonth,
  showMilestone,
  showName,
  showPhase,
  showRemission,
  showSentence,
  showSex,
  showStart,
} from "@/lib/display";
import { MarkReviewed } from "./worklist-reviews";

/** A row with what depends on the site's clock already in words. */
export interface WorklistEntry extends WorklistRow {
  readonly age: string;
  readonly changed: string;
  /** The day of the asker's own review; null before the first. */
  readonly reviewed: string | null;
  readonly due: { readonly on: string; readonly overdue: boolean } | null;
  /** The group the row stands in; null in the list of all. */
  readonly group: WorklistReason | null;
}

/** Sorting, filtering and paging are the server's; the table only arranges what came. */
interface WorklistColumnMeta {
  readonly sort: WorklistSort;
  readonly className: string;
  readonly right: boolean;
}

export const worklistFeatures = tableFeatures({ rowSortingFeature, columnMeta: {} as WorklistColumnMeta });

const helper = createColumnHelper<typeof worklistFeatures, WorklistEntry>();

function Value({ value, fraction }: { readonly value: LastValue | null; readonly fraction: number | null }) {
  if (value === null) return <span className="text-muted 2xl:pr-8">–</span>;
  return (
    <ResultValue
      shown={value.text}
      flag={value.flag}
      mark={value.uncertain ? "uncertain" : null}
      fraction={fraction}
    />
  );
}

/** A verdict of rules that are no longer in force never stands there as if it were of those that are. */
function EarlierPolicy({ row }: { readonly row: WorklistRow }) {
  if (row.outdatedPolicy === null) return null;
  return (
    <span
      className="block text-xs text-open"
      title="Made under an earlier policy; this patient is being re-assessed."
    >
      re-assessing…
    </span>
  );
}

const critical = (value: LastValue | null) =>
  value !== null && !value.uncertain && (value.flag === "LL" || value.flag === "HH");

const countColumn = (code: "WBC" | "ANC" | "HGB" | "PLT", label: string, unit: string, fraction: number) =>
  helper.display({
    id: code,
    header: () => (
      <>
        {label} <span className="font-normal">{unit}</span>
      </>
    ),
    meta: { sort: code.toLowerCase() as WorklistSort, className: "worklist-count", right: true },
    cell: ({ row: { original } }) => (
      <span
        data-critical={critical(original.counts[code]) || undefined}
        className="worklist-value flex flex-col items-start md:items-end"
      >
        <span className="text-xs text-muted md:hidden">{label}</span>
        <Value value={original.counts[code]} fraction={fraction} />
        <span className="max-xl:hidden 2xl:pr-8">
          <Sparkline {...original.trend[code]} width={60} height={15} />
        </span>
      </span>
    ),
  });

export const worklistColumns = helper.columns([
  helper.display({
    id: "patient",
    header: () => "Patient",
    meta: { sort: "name", className: "worklist-patient", right: false },
    cell: ({ row: { original } }) => (
      <>
        <Link href={`/patients/${original.id}`} data-row-link className="worklist-link block font-medium">
          {original.review?.changed ? (
            <span className="mr-1.5 inline-block size-2 rounded-full bg-accent" aria-hidden="true" />
          ) : null}
          <Identifier>{showName(original)}</Identifier>
        </Link>
        <span className="block text-xs text-muted">
          MRN <Identifier>{original.mrn}</Identifier>
          <span className="lg:hidden">
            {" "}
            · {original.age} {showSex(original.sex)}
          </span>
        </span>
        {original.reasons.length === 0 ? null : (
          <span className="block max-w-72 text-xs" data-reasons>
            {original.reasons.map(({ reason, words }) => (
              <span
                key={reason}
                className={classNames(
                  "block",
                  reason === "critical" ? "font-medium text-critical" : "text-ink",
                  reason === original.group && "font-medium",
                )}
              >
                {showStart(words)}
              </span>
            ))}
          </span>
        )}
      </>
    ),
  }),
  helper.display({
    id: "age",
    header: () => "Age",
    meta: { sort: "birthDate", className: "worklist-wide", right: false },
    cell: ({ row: { original } }) => (
      <span>
        {original.age} {showSex(original.sex)}
      </span>
    ),
  }),
  helper.display({
    id: "lineage",
    header: () => "Lineage, Ph",
    meta: { sort: "lineage", className: "worklist-wide", right: false },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap">
        {original.lineage ?? <span className="text-muted">–</span>}
        {original.philadelphia === null ? null : (
          <span className="block text-xs text-muted">{PHILADELPHIA[original.philadelphia]}</span>
        )}
      </span>
    ),
  }),
  helper.display({
    id: "course",
    header: () => "Course",
    meta: { sort: "course", className: "worklist-course", right: false },
    cell: ({ row: { original } }) =>
      original.phase === null ? (
        <span className="text-muted">no course</span>
      ) : (
        <>
          <span className="md:block">{showPhase(original.phase)}</span>
          {original.protocolDay === null ? null : (
            <span className="text-xs text-muted md:block"> {showDay(original.protocolDay)}</span>
          )}
        </>
      ),
  }),
  helper.display({
    id: "lastCount",
    header: () => "Last count",
    meta: { sort: "lastCount", className: "worklist-wide", right: false },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap text-muted">
        {original.lastCountOn ? showDayMonth(original.lastCountOn) : "none"}
      </span>
    ),
  }),
  countColumn("WBC", "WBC", "×10⁹/L", 2),
  countColumn("ANC", "ANC", "×10⁹/L", 2),
  countColumn("HGB", "Hb", "g/dL", 1),
  countColumn("PLT", "PLT", "×10⁹/L", 0),
  helper.display({
    id: "marrow",
    header: () => (
      <>
        Marrow blasts <span className="font-normal">%</span>
      </>
    ),
    meta: { sort: "lastMarrow", className: "worklist-wide", right: true },
    cell: ({ row: { original } }) => (
      <span className="flex flex-col items-end">
        <Value value={original.marrow} fraction={1} />
        {original.lastMarrowOn ? (
          <span className="text-xs text-muted 2xl:pr-8">{showDayMonth(original.lastMarrowOn)}</span>
        ) : null}
      </span>
    ),
  }),
  helper.display({
    id: "remission",
    header: () => "Criterion",
    meta: { sort: "remission", className: "worklist-remission", right: false },
    cell: ({ row: { original } }) => (
      <span title={showSentence(original.remissionSentence)}>
        <VerdictWord verdict={showRemission(original.remission)} quiet />
        <EarlierPolicy row={original} />
      </span>
    ),
  }),
  helper.display({
    id: "milestone",
    header: () => "4–5 week milestone",
    meta: { sort: "milestone", className: "worklist-milestone", right: false },
    cell: ({ row: { original } }) => (
      <>
        <VerdictWord verdict={showMilestone(original.milestone)} quiet />
        <span className="text-xs text-muted max-md:ml-2 md:block">
          {showSentence(original.milestoneSentence)}
        </span>
        <EarlierPolicy row={original} />
      </>
    ),
  }),
  helper.display({
    id: "status",
    header: () => "Status",
    meta: { sort: "status", className: "worklist-status", right: false },
    cell: ({ row: { original } }) => (
      <>
        {original.status === null ? (
          <span className="text-muted max-md:hidden">not set</span>
        ) : (
          <span data-status>{showStart(original.status)}</span>
        )}
        {original.recurrence ? (
          <span data-status className="text-xs font-medium text-open max-md:ml-2 md:block">
            <span aria-hidden="true">? </span>possible recurrence
          </span>
        ) : null}
      </>
    ),
  }),
  helper.display({
    id: "due",
    header: () => "Next due",
    meta: { sort: "nextDue", className: "worklist-wide", right: false },
    cell: ({ row: { original } }) =>
      original.due === null ? (
        <span className="text-muted">–</span>
      ) : (
        <span className={classNames("whitespace-nowrap", original.due.overdue && "font-medium text-open")}>
          {original.due.on}
          {original.due.overdue ? <span className="block text-xs">overdue</span> : null}
        </span>
      ),
  }),
  helper.display({
    id: "reviewed",
    header: () => "Reviewed by me",
    meta: { sort: "reviewed", className: "worklist-reviewed", right: false },
    cell: ({ row: { original } }) => (
      <span className="flex flex-col items-start gap-0.5 max-md:flex-row max-md:items-center max-md:gap-2">
        <span className="whitespace-nowrap text-muted">{original.reviewed ?? "not yet"}</span>
        {original.review?.changed ? (
          <span className="text-xs font-medium text-accent">
            changed since<span className="sr-only"> your review</span>, {original.changed}
          </span>
        ) : null}
        {original.review !== null && !original.review.changed ? null : <MarkReviewed row={original} />}
      </span>
    ),
  }),
]);

const PHILADELPHIA = {
  positive: "Ph positive",
  negative: "Ph negative",
  pending: "Ph pending",
  "not-done": "Ph not done",
} as const;
