import { treatmentWords } from "@/components/entry/treatment/treatment-lists";
import { LinkButton } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { CourseAnswer, ExtramedullaryAnswerRow, SupportAnswer } from "@/lib/contract/patient";
import { protocolDayOf, showDate, showDay, showPhase, showSupport, showWords } from "@/lib/display";
import { Block, Entry } from "./record-block";

interface TreatmentPanelProps {
  readonly patientId: string;
  readonly courses: readonly CourseAnswer[];
  readonly support: readonly SupportAnswer[];
  readonly extramedullary: readonly ExtramedullaryAnswerRow[];
  /** First day of the first induction; null before there is one. */
  readonly dayZero: string | null;
  readonly mayWrite: boolean;
}

const newestFirst = (a: string | null, b: string | null) => ((a ?? "") < (b ?? "") ? 1 : -1);

/** Courses, support and extramedullary findings: what the day count and the verdicts rest on besides the results. */
export function TreatmentPanel(props: TreatmentPanelProps) {
  const { patientId, courses, support, extramedullary, dayZero, mayWrite } = props;
  const day = (date: string) => (dayZero === null ? "" : ` · ${showDay(protocolDayOf(dayZero, date))}`);
  return (
    <Panel
      title="Treatment"
      tools={
        mayWrite ? (
          <LinkButton
            size="small"
            href={`/patients/${patientId}/treatment`}
            data-shortcut="t"
            data-shortcut-label="Courses, support and extramedullary findings"
          >
            Add or correct
          </LinkButton>
        ) : null
      }
    >
      <div className="grid gap-x-8 gap-y-4 px-3.5 py-3 lg:grid-cols-3">
        <Block
          title="Courses"
          empty="No course recorded: days cannot be counted and the criterion does not apply yet."
        >
          {[...courses]
            .sort((a, b) => newestFirst(a.start, b.start))
            .map((course) => (
              <Entry key={course.id} what={showPhase(course.phase)} when={spanWords(course)}>
                {[course.protocol, treatmentWords(course)].filter(Boolean).join(" · ")}
              </Entry>
            ))}
        </Block>
        <Block title="Support" empty="No transfusion and no G-CSF recorded.">
          {[...support]
            .sort((a, b) => newestFirst(a.on, b.on))
            .map((event) => (
              <Entry
                key={event.id}
                what={showSupport(event.kind)}
                when={`${showDate(event.on)}${day(event.on)}`}
              />
            ))}
        </Block>
        <Block title="Extramedullary disease" empty="Not assessed.">
          {[...extramedullary]
            .sort((a, b) => newestFirst(a.on, b.on))
            .map((finding) => (
              <Entry
                key={finding.id}
                what={showWords(finding.finding)}
                when={finding.on === null ? "undated" : `${showDate(finding.on)}${day(finding.on)}`}
              >
                {finding.sites.map((site) => (site === "cns" ? "CNS" : showWords(site))).join(", ")}
              </Entry>
            ))}
        </Block>
      </div>
    </Panel>
  );
}

const spanWords = ({ start, end }: CourseAnswer) =>
  end === null ? `from ${showDate(start)}` : `${showDate(start)} to ${showDate(end)}`;
