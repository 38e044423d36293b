import Link from "next/link";
import { Identifier } from "@/components/ui/identifier";
import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import type { MilestoneState, RemissionVerdict } from "@/lib/clinical/assessment";
import type { PolicyPreviewAnswer } from "@/lib/contract/policy";
import { type ShownVerdict, showCount, showMilestone, showName, showRemission } from "@/lib/display";
import { VerdictWord } from "../response/verdict-word";

const WHAT = { remission: "Remission criterion", milestone: "4–5 week milestone" } as const;

const verdictOf = (what: keyof typeof WHAT, code: string): ShownVerdict =>
  what === "remission" ? showRemission(code as RemissionVerdict) : showMilestone(code as MilestoneState);

/** Which verdicts would be others; whose, for who may know. */
export function PolicyEffect({ effect }: { readonly effect: PolicyPreviewAnswer }) {
  const { patients, changed, changes } = effect;
  const named = changes.some(({ whose }) => whose !== null);
  return (
    <>
      <p role="status" className="px-3.5 py-2 font-medium">
        {changed === 0
          ? `No verdict of ${showCount(patients, "patient")} would change.`
          : `Verdicts of ${showCount(changed, "patient")} of ${patients.toLocaleString("en-GB")} would change.`}
      </p>
      {changes.length === 0 ? null : (
        <TableScroll label="What would change, as a table">
          <Table>
            <thead>
              <tr>
                <Th>Verdict</Th>
                <Th>Now</Th>
                <Th>Then</Th>
                <Th className="text-right">Patients</Th>
                {named ? <Th>Who</Th> : null}
              </tr>
            </thead>
            <tbody>
              {changes.map(({ what, from, to, count, whose }) => (
                <tr key={`${what} ${from} ${to}`} className="align-top">
                  <Td className="align-top">{WHAT[what]}</Td>
                  <Td className="align-top">
                    <VerdictWord verdict={verdictOf(what, from)} quiet />
                  </Td>
                  <Td className="align-top">
                    <VerdictWord verdict={verdictOf(what, to)} quiet />
                  </Td>
                  <Td className="text-right align-top">{count.toLocaleString("en-GB")}</Td>
                  {whose === null ? null : (
                    <Td className="align-top">
                      <ul className="flex flex-wrap gap-x-3">
                        {whose.map((one) => (
                          <li key={one.id}>
                            <Link href={`/patients/${one.id}`} className="underline hover:text-accent">
                              <Identifier>{showName(one)}</Identifier>
                            </Link>
                          </li>
                        ))}
                      </ul>
                    </Td>
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
      )}
    </>
  );
}
