import type { ReactNode } from "react";
import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { type CriticalLimits, DEFAULT_POLICY, type Policy } from "@/lib/clinical/policy";
import type { SupportKind } from "@/lib/clinical/record";
import { showNumber, showSupport } from "@/lib/display";
import { criticalWords } from "./policy-words";

const labels = (codes: readonly AnalyteCode[]) => codes.map((code) => ANALYTES[code].label).join(", ");

interface Rule {
  readonly name: string;
  readonly says: ReactNode;
  readonly source: string;
}

/** The numbers of the policy in sentences; nothing here is written twice, every number is read from the policy. */
function rulesOf(policy: Policy): readonly Rule[] {
  const { window, support } = policy;
  const { opens, closes, lateUntil } = window.value;
  const ownClock = policy.earlyDays !== DEFAULT_POLICY.earlyDays || policy.dayOne !== DEFAULT_POLICY.dayOne;
  return [
    {
      name: "Marrow",
      says: `At most ${showNumber(policy.marrowBlasts.value)} % of marrow cells are leukaemia cells, the limit included.`,
      source: policy.marrowBlasts.source,
    },
    {
      name: "Blood count",
      says:
        policy.strictness === "core"
          ? `${labels(policy.coreAnalytes.value)} are each inside their interval.`
          : `${labels(policy.coreAnalytes.value)}, and every other reported value that has an interval, are inside it.`,
      source: policy.strictness === DEFAULT_POLICY.strictness ? policy.coreAnalytes.source : policy.name,
    },
    {
      name: "Pairing",
      says: `A marrow is read with the count nearest in time, up to ${policy.pairingDays.value} calendar days before or after.`,
      source: policy.pairingDays.source,
    },
    {
      name: "Blood blasts and extramedullary disease",
      says: `Blood blasts above 0 and extramedullary disease each fail the criterion; not reported or not assessed is allowed and noted. A finding counts for a marrow up to ${policy.extramedullaryDays} days before it.`,
      source: "Clinical policy §5, §6",
    },
    ...(Object.keys(support) as SupportKind[]).map((kind) => ({
      name: `After ${showSupport(kind).toLowerCase().replace("g-csf", "G-CSF")}`,
      says: `${labels(support[kind].analytes)} can fail but not pass for ${support[kind].days} days.`,
      source: support[kind].source,
    })),
    {
      name: "4–5 week milestone",
      says: `No evidence of leukaemia in a marrow of Day ${opens + 1}–${closes + 1} of the first induction${
        policy.earlyDays > 0 ? `, or up to ${policy.earlyDays} days earlier` : ""
      }; a clear marrow up to Day ${lateUntil + 1} is met late. The clock starts with the ${
        policy.dayOne === "induction" ? "first induction course" : "prephase"
      }.`,
      source: ownClock && window.source !== policy.name ? `${window.source}; ${policy.name}` : window.source,
    },
    {
      name: "Residual disease",
      says: `Below ${showNumber(policy.residualDisease.value)} % counts as none.`,
      source: policy.residualDisease.source,
    },
    ...(Object.entries(policy.critical.value) as [AnalyteCode, CriticalLimits][]).map(([code, limits]) => ({
      name: `Critical ${ANALYTES[code].name.charAt(0).toLowerCase()}${ANALYTES[code].name.slice(1)}`,
      says: criticalWords(code, limits),
      source: policy.critical.source,
    })),
  ];
}

export function PolicyRules({ policy }: { readonly policy: Policy }) {
  return (
    <TableScroll label="Rules">
      <Table>
        <thead>
          <tr>
            <Th>Rule</Th>
            <Th>What it says</Th>
            <Th>Source</Th>
          </tr>
        </thead>
        <tbody>
          {rulesOf(policy).map(({ name, says, source }) => (
            <tr key={name} className="align-top">
              <th scope="row" className="border-b border-line px-2.5 py-1 font-medium">
                {name}
              </th>
              <Td className="max-w-prose align-top">{says}</Td>
              <Td className="align-top text-muted">{source}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
