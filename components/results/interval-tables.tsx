import { Table, Td, Th } from "@/components/ui/table";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import {
  DEFAULT_INTERVALS,
  INTERVAL_SOURCES,
  INTERVAL_WARNINGS,
  type IntervalRow,
  type IntervalSet,
} from "@/lib/clinical/default-intervals";
import { showDuration, showInterval, showUnit, showWords } from "@/lib/display";

/** Nobody is older: the band has no upper end. */
const OPEN_END = "P150Y";

const ageWords = ([, from, to]: IntervalRow) =>
  to === OPEN_END ? `${showDuration(from)} and over` : `${showDuration(from)} to under ${showDuration(to)}`;

const sexWords = ([sex]: IntervalRow) => (sex === "any" ? "all" : showWords(sex).toLowerCase());

const sets = Object.entries(DEFAULT_INTERVALS) as [AnalyteCode, IntervalSet][];

/** The default intervals by age and sex, each with where it was read. */
export function IntervalTables() {
  return (
    <div className="columns-1 gap-6 px-3.5 py-3 md:columns-2 xl:columns-3">
      {sets.map(([code, { unit, rows }]) => (
        <section key={code} aria-labelledby={`interval-${code}`} className="mb-5 break-inside-avoid">
          <h3 id={`interval-${code}`} className="font-medium">
            {ANALYTES[code].name} <span className="font-normal text-muted">{showUnit(unit)}</span>
          </h3>
          <Table>
            <thead>
              <tr>
                <Th>Age</Th>
                <Th>Sex</Th>
                <Th className="text-right">Interval</Th>
                <Th>Source</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.join(" ")}>
                  <Td className="whitespace-nowrap">{ageWords(row)}</Td>
                  <Td>{sexWords(row)}</Td>
                  <Td className="text-right whitespace-nowrap">
                    {showInterval({ low: row[3], high: row[4] })}
                  </Td>
                  <Td className="text-xs wrap-anywhere text-muted">
                    <a href={`#source-${row[5]}`} className="underline-offset-2 hover:underline">
                      {row[5]}
                    </a>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </section>
      ))}
    </div>
  );
}

export function IntervalSources() {
  return (
    <div className="flex flex-col gap-4 px-3.5 py-3">
      <dl className="grid max-w-5xl gap-x-4 gap-y-2 md:grid-cols-[9rem_1fr]">
        {Object.entries(INTERVAL_SOURCES).map(([key, source]) => (
          <div key={key} id={`source-${key}`} className="contents">
            <dt className="font-medium">{key}</dt>
            <dd className="text-muted wrap-anywhere">{source}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="interval-warnings">
        <h3 id="interval-warnings" className="font-medium">
          What a reader of these intervals must know
        </h3>
        <ul className="max-w-5xl list-disc pl-5 text-muted">
          {INTERVAL_WARNINGS.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
