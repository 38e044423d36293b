import Link from "next/link";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { showInstant, showSentence } from "@/lib/display";

export interface HistoryItem {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string | null;
  readonly version: number | null;
  readonly reason: string | null;
}

/** Who saw and who changed this patient's record, newest first, as the audit has it. */
export function HistoryTable({
  items,
  timeZone,
  patientId,
}: {
  readonly items: readonly HistoryItem[];
  readonly timeZone: string;
  /** Set on the patient's own history: reports become links to their versions. */
  readonly patientId?: string;
}) {
  return (
    <TableScroll label="History">
      <Table>
        <thead>
          <tr>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>On</Th>
            <Th>Why</Th>
            <Th className="text-right">No.</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.seq}>
              <RowHead className="whitespace-nowrap">{showInstant(item.at, timeZone)}</RowHead>
              <Td className="whitespace-nowrap">{item.actor}</Td>
              <Td className="whitespace-nowrap">
                <span title={item.action}>{actionWords(item.action)}</span>
              </Td>
              <Td className="text-muted">
                <ObjectCell item={item} patientId={patientId} />
              </Td>
              <Td>
                {item.reason === null ? <span className="text-muted">–</span> : showSentence(item.reason)}
              </Td>
              <Td className="text-right text-muted">{item.seq}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}

/** The end of an id is enough to tell two objects of one patient apart; the whole id is in the title. */
function ObjectCell({
  item,
  patientId,
}: {
  readonly item: HistoryItem;
  readonly patientId: string | undefined;
}) {
  const [kind, id] = item.object?.split(" ") ?? [];
  if (kind === undefined) return "–";
  const name = `${kind}${id === undefined ? "" : ` …${id.slice(-6)}`}${item.version === null ? "" : `, version ${item.version}`}`;
  if (kind === "report" && id !== undefined && patientId !== undefined) {
    return (
      <Link href={`/patients/${patientId}/reports/${id}`} title={id} className="underline underline-offset-2">
        {name}
      </Link>
    );
  }
  return <span title={id}>{name}</span>;
}

const ACTIONS: Readonly<Record<string, string>> = {
  "patients.list": "Opened the worklist",
  "patients.search": "Searched for a patient",
  "patient.read": "Opened the record",
  "patient.assessment": "Read the assessment",
  "patient.history": "Read the history",
  "patient.create": "Created the patient",
  "patient.edit": "Changed the patient's data",
  "patient.export-identified": "Exported with identifiers",
  "patient.export-de-identified": "Exported de-identified",
  "course.add": "Added a course",
  "course.withdraw": "Withdrew a course",
  "support.add": "Added support",
  "support.withdraw": "Withdrew support",
  "extramedullary.add": "Added an extramedullary finding",
  "extramedullary.withdraw": "Withdrew an extramedullary finding",
  "record.read": "Read the rest of the record",
  "diagnosis.edit": "Changed the diagnosis",
  "procedure.add": "Added a procedure",
  "procedure.withdraw": "Withdrew a procedure",
  "marker.add": "Added a marker",
  "marker.withdraw": "Withdrew a marker",
  "follow-up.add": "Planned a test",
  "follow-up.edit": "Changed a planned test",
  "follow-up.withdraw": "Withdrew a planned test",
  "note.add": "Wrote a note",
  "note.edit": "Changed a note",
  "note.withdraw": "Withdrew a note",
  "annotation.add": "Pinned an annotation",
  "annotation.edit": "Changed an annotation",
  "annotation.withdraw": "Withdrew an annotation",
  "trial.add": "Added a trial",
  "trial.withdraw": "Withdrew a trial",
  "reports.list": "Listed the reports",
  "report.read": "Read a report",
  "report.versions": "Read all versions of a report",
  "report.record": "Entered a report",
  "report.correct": "Corrected a report",
  "report.withdraw": "Withdrew a report",
  "imports.list": "Listed imports",
  "import.create": "Brought in a file",
  "import.read": "Read an import",
  "import.answer": "Answered an import's questions",
  "import.commit": "Imported a file",
  "feed.receive": "Took a message of the live feed",
  "feed.list": "Read the traffic of the feed",
  "feed.summary": "Read the summary of the feed",
  "tokens.list": "Listed the tokens",
  "token.create": "Made a token",
  "token.revoke": "Revoked a token",
  "token.use": "Used a token",
  "mappings.list": "Listed the mappings",
  "mapping.change": "Changed a mapping",
  "mapping.forget": "Forgot a mapping",
  "site.read": "Read the site's settings",
  "site.edit": "Changed the site's settings",
  "session.sign-in": "Signed in",
  "session.sign-out": "Signed out",
};

/** "report.correct (refused)" → "Corrected a report (refused)"; an action without words is shown by its name. */
function actionWords(action: string): string {
  const [name = action, ...outcome] = action.split(" ");
  return [ACTIONS[name] ?? name, ...outcome].join(" ");
}
