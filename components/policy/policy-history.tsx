import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import type { PolicyAnswer } from "@/lib/contract/policy";
import { showInstant } from "@/lib/display";
import { policyDifferences } from "./policy-differences";

/** Every version of the site's policy: since when, by whom, why, and what it says otherwise than the one before. */
export function PolicyHistory({
  versions,
  timeZone,
}: {
  /** Newest first; the last is the default. */
  readonly versions: readonly PolicyAnswer[];
  readonly timeZone: string;
}) {
  return (
    <TableScroll label="Versions, as a table">
      <Table>
        <thead>
          <tr>
            {["Version", "In force since", "By", "Why", "What changed"].map((head) => (
              <Th key={head}>{head}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((one, index) => {
            const before = versions[index + 1];
            return (
              <tr key={one.version} className="align-top">
                <th scope="row" className="border-b border-line px-2.5 py-1 font-medium whitespace-nowrap">
                  {one.version}
                  {index === 0 ? <span className="font-normal text-muted"> in force</span> : null}
                </th>
                <Td className="align-top whitespace-nowrap">
                  {one.inForceFrom === null ? "the beginning" : showInstant(one.inForceFrom, timeZone)}
                </Td>
                <Td className="align-top">{one.author ?? <span className="text-muted">default</span>}</Td>
                <Td className="min-w-48 max-w-prose align-top wrap-anywhere">{one.reason}</Td>
                <Td className="min-w-64 align-top">
                  {before === undefined ? null : (
                    <ul>
                      {policyDifferences(before.settings, one.settings).map(({ what, from, to }) => (
                        <li key={what}>
                          {what}: <span className="text-muted">{from} →</span> {to}
                        </li>
                      ))}
                    </ul>
                  )}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableScroll>
  );
}
