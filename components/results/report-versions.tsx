import { classNames } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { ANALYTES } from "@/lib/clinical/analytes";
import type { ReportAnswer, ResultAnswer } from "@/lib/contract/report";
import {
  showDate,
  showInstant,
  showInterval,
  showStatus,
  showUnit,
  showValue,
  showWords,
} from "@/lib/display";
import { markOf } from "@/lib/figures/flowsheet/value-mark";
import { type ComparedResult, type ComparedVersion, compareVersions } from "./compare-versions";
import { ResultValue } from "./result-value";

const labelOf = (analyte: string) =>
  analyte in ANALYTES ? ANALYTES[analyte as keyof typeof ANALYTES].label : analyte;

const collectedWords = ({ collectedOn, collectedTime }: ReportAnswer) =>
  collectedTime === null ? showDate(collectedOn) : `${showDate(collectedOn)} ${collectedTime}`;

const FIELD_WORDS = {
  collected: "Collection time corrected",
  status: "Status changed",
  adequate: "Adequacy changed",
} as const;

/** Every version that was ever the report: nothing is overwritten, each says who, when and why. */
export function ReportVersions({
  versions,
  timeZone,
}: {
  readonly versions: readonly ReportAnswer[];
  readonly timeZone: string;
}) {
  return (
    <div className="flex flex-col gap-3">
      {compareVersions(versions).map((compared, index) => (
        <VersionPanel
          key={compared.version.version}
          compared={compared}
          newest={index === 0}
          timeZone={timeZone}
        />
      ))}
    </div>
  );
}

function VersionPanel({
  compared,
  newest,
  timeZone,
}: {
  readonly compared: ComparedVersion;
  readonly newest: boolean;
  readonly timeZone: string;
}) {
  const { version, results, fields } = compared;
  const why = [version.reason ? showWords(version.reason) : null, version.note].filter(Boolean).join(": ");
  return (
    <Panel
      title={`Version ${version.version}`}
      aside={`${version.author}, ${showInstant(version.receivedAt, timeZone)}`}
      tools={
        <>
          {newest ? <Tag tone="accent">newest</Tag> : <Tag>superseded</Tag>}
          <Tag tone={version.status === "final" ? "plain" : "open"}>{showStatus(version.status)}</Tag>
        </>
      }
    >
      <div className="px-3.5 py-2 text-sm text-muted">
        <p>
          Collected {collectedWords(version)}
          {version.accession ? ` · accession ${version.accession}` : ""}
          {version.subId ? ` · ${version.subId}` : ""} · source {version.source}
          {version.adequate ? "" : " · inadequate sample"}
        </p>
        {why === "" ? null : <p className="text-ink">Why: {why}</p>}
        {fields.map((field) => (
          <p key={field} className="text-ink">
            {FIELD_WORDS[field]}.
          </p>
        ))}
      </div>
      <TableScroll label={`Values of version ${version.version}`}>
        <Table>
          <thead>
            <tr>
              <Th>Analyte</Th>
              <Th className="text-right">Value</Th>
              <Th>Unit</Th>
              <Th>Interval</Th>
              <Th>Remarks</Th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <ResultRow key={result.analyte} compared={result} />
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </Panel>
  );
}

const received = ({ text, unit }: ResultAnswer) => `${text} ${unit === null ? "(no unit)" : showUnit(unit)}`;

/** The unit or the number on the screen is not the received one. */
const asSent = (result: ResultAnswer) =>
  showValue(result) !== result.text.trim() || showUnit(result.unit) !== showUnit(result.canonicalUnit);

function ResultRow({ compared }: { readonly compared: ComparedResult }) {
  const { now, before, difference, analyte } = compared;
  const shown = now ?? before;
  if (shown === null) return null;
  return (
    <tr className={classNames(difference !== "same" && "bg-open-weak")}>
      <RowHead className="whitespace-nowrap">{labelOf(analyte)}</RowHead>
      <Td className="text-right">
        {now === null ? (
          <span className="pr-8 text-muted">no longer in the report</span>
        ) : (
          <ResultValue
            shown={showValue(now)}
            flag={now.flag}
            mark={markOf(now.state) ?? (now.derived ? "derived" : null)}
          />
        )}
      </Td>
      <Td className="whitespace-nowrap text-muted">{showUnit(shown.canonicalUnit)}</Td>
      <Td className="whitespace-nowrap text-muted">
        {shown.interval === null ? "–" : `${showInterval(shown.interval)} · ${shown.interval.source}`}
      </Td>
      <Td>
        {difference === "changed" && before ? (
          <>
            changed from <s>{received(before)}</s>
          </>
        ) : null}
        {difference === "added" ? "added" : null}
        {difference === "removed" ? "taken out" : null}
        {now !== null && !now.derived && asSent(now) ? (
          <span className="block text-sm text-muted">received as {received(now)}</span>
        ) : null}
        {now?.confirmed ? <span className="block text-sm text-muted">confirmed by a person</span> : null}
        {now?.reason ? <span className="block text-sm text-muted">{now.reason}</span> : null}
      </Td>
    </tr>
  );
}
