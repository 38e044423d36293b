import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { ReportAnswer, ResultAnswer } from "@/lib/contract/report";
import { showInstant, showStatus, showUnit, showValue, showWords } from "@/lib/display";
import { markOf } from "@/lib/figures/flowsheet/value-mark";
import { compareVersions } from "./compare-versions";
import { ResultValue } from "./result-value";

const received = ({ text, unit }: ResultAnswer) => `${text} ${unit === null ? "(no unit)" : showUnit(unit)}`;

/** Every version of one value, newest first: as received, who, when, why, from where. */
export function CellVersions({
  analyte,
  versions,
  timeZone,
}: {
  readonly analyte: AnalyteCode;
  readonly versions: readonly ReportAnswer[];
  readonly timeZone: string;
}) {
  return (
    <TableScroll label="Versions of this value">
      <Table>
        <thead>
          <tr>
            <Th>Version</Th>
            <Th className="text-right">Value</Th>
            <Th>Received as</Th>
            <Th>Who, when</Th>
            <Th>Why</Th>
            <Th>Source</Th>
          </tr>
        </thead>
        <tbody>
          {compareVersions(versions).map(({ version, results }) => {
            const compared = results.find((one) => one.analyte === analyte);
            const now = compared?.now ?? null;
            const why = [version.reason ? showWords(version.reason) : null, version.note].filter(Boolean);
            return (
              <tr key={version.version}>
                <RowHead className="whitespace-nowrap">
                  {version.version} <Tag>{showStatus(version.status)}</Tag>
                </RowHead>
                <Td className="text-right whitespace-nowrap">
                  {now === null ? (
                    <span className="text-muted">not in it</span>
                  ) : (
                    <ResultValue
                      shown={showValue(now)}
                      flag={now.flag}
                      mark={
                        version.status === "entered-in-error"
                          ? "withdrawn"
                          : (markOf(now.state) ?? (now.derived ? "derived" : null))
                      }
                    />
                  )}
                </Td>
                <Td className="whitespace-nowrap">
                  {now === null || now.derived ? "–" : received(now)}
                  {compared?.difference === "changed" ? (
                    <span className="text-sm text-muted"> changed</span>
                  ) : null}
                </Td>
                <Td>
                  {version.author}
                  <span className="block text-sm whitespace-nowrap text-muted">
                    {showInstant(version.receivedAt, timeZone)}
                  </span>
                </Td>
                <Td className="min-w-40 wrap-anywhere">{why.length === 0 ? "–" : why.join(": ")}</Td>
                <Td>{version.source}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableScroll>
  );
}
