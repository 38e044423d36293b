import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import { ANALYTES } from "@/lib/clinical/analytes";
import type { SiteInterval } from "@/lib/clinical/policy";
import { showInterval, showUnit } from "@/lib/display";
import { bandWords } from "./policy-differences";

/** The site's own intervals, each with its source. */
export function SiteIntervals({ intervals }: { readonly intervals: readonly SiteInterval[] }) {
  return (
    <TableScroll label="Intervals of the site, as a table">
      <Table>
        <thead>
          <tr>
            <Th>Analyte</Th>
            <Th>For</Th>
            <Th className="text-right">Interval</Th>
            <Th>Unit</Th>
            <Th>Source</Th>
          </tr>
        </thead>
        <tbody>
          {intervals.map((row) => (
            <tr key={JSON.stringify(row)}>
              <th scope="row" className="border-b border-line px-2.5 py-1 font-medium">
                {ANALYTES[row.analyte].name}
              </th>
              <Td>{bandWords(row)}</Td>
              <Td className="text-right whitespace-nowrap">
                {showInterval({ low: row.low ?? null, high: row.high ?? null })}
              </Td>
              <Td>{showUnit(row.unit)}</Td>
              <Td className="text-muted wrap-anywhere">{row.source}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
