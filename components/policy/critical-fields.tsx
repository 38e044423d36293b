"use client";

import { problemAt } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Checkbox, Input, Select } from "@/components/ui/input";
import { ErrorText } from "@/components/ui/notice";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { ANALYTE_CODES, ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { CriticalDraft } from "./policy-draft";
import type { PolicyPart } from "./policy-fields";

/** Beyond which values somebody is called; the limit itself is not critical. */
export function CriticalFields({ draft, change, problems }: PolicyPart) {
  const rows = draft.critical;
  const listed = new Set(rows.map(({ analyte }) => analyte));
  const put = (analyte: AnalyteCode, part: Partial<CriticalDraft>) =>
    change({ critical: rows.map((row) => (row.analyte === analyte ? { ...row, ...part } : row)) });
  return (
    <>
      <TableScroll label="Critical values, as a table">
        <Table>
          <thead>
            <tr>
              <Th>Analyte</Th>
              <Th>Critical below</Th>
              <Th>Critical above</Th>
              <Th>Only the first time</Th>
              <Th>
                <span className="sr-only">Remove</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { name, displayUnit } = ANALYTES[row.analyte];
              const problem = problemAt(problems, `settings.critical.${row.analyte}`);
              return (
                <tr key={row.analyte}>
                  <RowHead>
                    {name} <span className="text-muted">{displayUnit}</span>
                    {problem ? <ErrorText>{problem.message}</ErrorText> : null}
                  </RowHead>
                  {(["below", "above"] as const).map((side) => (
                    <Td key={side}>
                      <Input
                        aria-label={`${name} critical ${side}, ${displayUnit}`}
                        aria-invalid={problem ? true : undefined}
                        inputMode="decimal"
                        autoComplete="off"
                        maxLength={14}
                        className="max-w-28"
                        value={row[side]}
                        onChange={(event) => put(row.analyte, { [side]: event.target.value })}
                      />
                    </Td>
                  ))}
                  <Td>
                    <Checkbox
                      aria-label={`${name} only the first time`}
                      checked={row.firstTimeOnly}
                      onChange={(event) => put(row.analyte, { firstTimeOnly: event.target.checked })}
                    />
                  </Td>
                  <Td className="text-right">
                    <Button
                      size="small"
                      look="quiet"
                      aria-label={`Remove the critical values of ${name}`}
                      onClick={() => change({ critical: rows.filter((other) => other !== row) })}
                    >
                      Remove
                    </Button>
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </TableScroll>
      <div className="px-3.5 py-3">
        <Select
          aria-label="Add critical values of"
          className="max-w-64"
          value=""
          onChange={(event) => {
            const analyte = event.target.value as AnalyteCode;
            change({ critical: [...rows, { analyte, below: "", above: "", firstTimeOnly: false }] });
          }}
        >
          <option value="">Add an analyte…</option>
          {ANALYTE_CODES.filter((code) => !listed.has(code)).map((code) => (
            <option key={code} value={code}>
              {ANALYTES[code].name}
            </option>
          ))}
        </Select>
      </div>
    </>
  );
}
