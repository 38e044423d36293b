"use client";

import { problemAt } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { ErrorText } from "@/components/ui/notice";
import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import { ANALYTE_CODES, ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import type { IntervalDraft } from "./policy-draft";
import type { PolicyPart } from "./policy-fields";

const EMPTY: Omit<IntervalDraft, "key"> = {
  analyte: "",
  sex: "any",
  ageMin: "",
  ageMax: "",
  low: "",
  high: "",
  unit: "",
  source: "",
};

/** The site's own intervals: before the default table, after the patient's and the laboratory's. */
export function IntervalFields({ draft, change, problems }: PolicyPart) {
  const rows = draft.intervals;
  const put = (key: number, part: Partial<IntervalDraft>) =>
    change({ intervals: rows.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const nextKey = 1 + Math.max(-1, ...rows.map(({ key }) => key));
  return (
    <>
      {rows.length === 0 ? (
        <p className="px-3.5 pt-3 text-muted">This site has none: the default table is used.</p>
      ) : (
        <TableScroll label="Intervals of the site, as a table">
          <Table>
            <thead>
              <tr>
                {["Analyte", "Sex", "From age", "To under", "Lower", "Upper", "Unit", "Source"].map(
                  (head) => (
                    <Th key={head}>{head}</Th>
                  ),
                )}
                <Th>
                  <span className="sr-only">Remove</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <IntervalRow
                  key={row.key}
                  row={row}
                  number={index + 1}
                  problem={problemAt(problems, `settings.siteIntervals.${index}`)?.message}
                  put={(part) => put(row.key, part)}
                  remove={() => change({ intervals: rows.filter(({ key }) => key !== row.key) })}
                />
              ))}
            </tbody>
          </Table>
        </TableScroll>
      )}
      <div className="px-3.5 py-3">
        <Button onClick={() => change({ intervals: [...rows, { ...EMPTY, key: nextKey }] })}>
          Add an interval
        </Button>
      </div>
    </>
  );
}

const TEXTS = [
  ["ageMin", "from age", "birth", "min-w-20"],
  ["ageMax", "to under age", "no end", "min-w-20"],
  ["low", "lower limit", "", "min-w-16"],
  ["high", "upper limit", "", "min-w-16"],
] as const;

function IntervalRow({
  row,
  number,
  problem,
  put,
  remove,
}: {
  readonly row: IntervalDraft;
  readonly number: number;
  readonly problem: string | undefined;
  readonly put: (part: Partial<IntervalDraft>) => void;
  readonly remove: () => void;
}) {
  const units = row.analyte === "" ? [] : ANALYTES[row.analyte].units;
  const which = `Interval ${number}:`;
  const chosen = (code: AnalyteCode | "") =>
    put({ analyte: code, unit: code === "" ? "" : ANALYTES[code].unit });
  return (
    <tr className="align-top">
      <Td className="min-w-44">
        <Select
          aria-label={`${which} analyte`}
          aria-invalid={problem ? true : undefined}
          value={row.analyte}
          onChange={(event) => chosen(event.target.value as AnalyteCode | "")}
        >
          <option value="">Choose…</option>
          {ANALYTE_CODES.map((code) => (
            <option key={code} value={code}>
              {ANALYTES[code].name}
            </option>
          ))}
        </Select>
        {problem ? <ErrorText>{problem}</ErrorText> : null}
      </Td>
      <Td className="min-w-24">
        <Select
          aria-label={`${which} sex`}
          value={row.sex}
          onChange={(event) => put({ sex: event.target.value as IntervalDraft["sex"] })}
        >
          <option value="any">all</option>
          <option value="female">female</option>
          <option value="male">male</option>
        </Select>
      </Td>
      {TEXTS.map(([name, words, placeholder, width]) => (
        <Td key={name} className={width}>
          <Input
            aria-label={`${which} ${words}`}
            placeholder={placeholder}
            autoComplete="off"
            maxLength={16}
            value={row[name]}
            onChange={(event) => put({ [name]: event.target.value })}
          />
        </Td>
      ))}
      <Td className="min-w-28">
        <Select
          aria-label={`${which} unit`}
          value={row.unit}
          onChange={(event) => put({ unit: event.target.value })}
        >
          {units.some(({ unit }) => unit === row.unit) ? null : (
            <option value={row.unit}>{row.unit === "" ? "–" : row.unit}</option>
          )}
          {units.map(({ unit, display }) => (
            <option key={unit} value={unit}>
              {display}
            </option>
          ))}
        </Select>
      </Td>
      <Td className="min-w-40">
        <Input
          aria-label={`${which} source`}
          autoComplete="off"
          maxLength={200}
          value={row.source}
          onChange={(event) => put({ source: event.target.value })}
        />
      </Td>
      <Td className="text-right">
        <Button size="small" look="quiet" aria-label={`Remove interval ${number}`} onClick={remove}>
          Remove
        </Button>
      </Td>
    </tr>
  );
}
