import { Identifier } from "@/components/ui/identifier";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { PatientAnswer } from "@/lib/contract/patient";
import { showDate, showInstant, showName, showSex } from "@/lib/display";

export interface ComparedRecord {
  readonly patient: PatientAnswer;
  readonly reports: number;
  readonly courses: number;
  readonly firstReport: string | null;
  readonly lastReport: string | null;
  readonly entered: { readonly by: string; readonly at: string };
}

type Fact = readonly [label: string, told: (record: ComparedRecord) => string];

const reportWords = ({ reports, firstReport, lastReport }: ComparedRecord) =>
  firstReport === null || lastReport === null
    ? "none"
    : `${reports}, ${showDate(firstReport)} to ${showDate(lastReport)}`;

/** Both records side by side, with who entered each; what differs says so in words. */
export function RecordComparison({
  one,
  other,
  timeZone,
}: {
  readonly one: ComparedRecord;
  readonly other: ComparedRecord;
  readonly timeZone: string;
}) {
  const facts: readonly Fact[] = [
    ["Name", ({ patient }) => showName(patient)],
    ["Born", ({ patient }) => showDate(patient.birthDate)],
    ["Sex", ({ patient }) => showSex(patient.sex)],
    ["Study code", ({ patient }) => patient.studyCode ?? "none"],
    ["Reports", reportWords],
    ["Courses", ({ courses }) => String(courses)],
    ["Entered", ({ entered }) => `${entered.by}, ${showInstant(entered.at, timeZone)}`],
  ];
  const identifying = new Set(["Name", "Born", "Study code"]);
  return (
    <TableScroll label="The two records">
      <Table>
        <thead>
          <tr>
            <Th>Record</Th>
            {[one, other].map(({ patient }) => (
              <Th key={patient.id}>
                MRN <Identifier>{patient.mrn}</Identifier>
              </Th>
            ))}
            <Th>Difference</Th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([label, told]) => (
            <tr key={label}>
              <RowHead>{label}</RowHead>
              {[one, other].map((record) => (
                <Td key={record.patient.id}>
                  {identifying.has(label) ? <Identifier>{told(record)}</Identifier> : told(record)}
                </Td>
              ))}
              <Td>
                {["Name", "Born", "Sex"].includes(label) && told(one) !== told(other) ? (
                  <Tag tone="open">differs</Tag>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
