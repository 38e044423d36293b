import { LinkButton } from "@/components/ui/button";
import { Identifier } from "@/components/ui/identifier";
import { Panel } from "@/components/ui/panel";
import type { PatientAnswer } from "@/lib/contract/patient";
import { showName } from "@/lib/display";
import { UnmergeForm } from "./unmerge-form";

/** All that is left of a merged record's page: where it went, and the way back. */
export function MergedRecord({
  record,
  survivor,
  mayWrite,
}: {
  readonly record: PatientAnswer;
  readonly survivor: PatientAnswer;
  readonly mayWrite: boolean;
}) {
  return (
    <main className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">
        MRN <Identifier>{record.mrn}</Identifier> was merged
      </h1>
      <Panel title="Where it is">
        <div className="flex flex-col items-start gap-3 px-3.5 py-3">
          <p>
            Everything of this record is read as part of <Identifier>{showName(survivor)}</Identifier>, MRN{" "}
            <Identifier>{survivor.mrn}</Identifier>.
          </p>
          <LinkButton look="primary" href={`/patients/${survivor.id}`}>
            Open that record
          </LinkButton>
        </div>
      </Panel>
      {mayWrite ? (
        <Panel title="Two people after all?">
          <div className="px-3.5 py-3">
            <UnmergeForm recordId={record.id} mrn={record.mrn} />
          </div>
        </Panel>
      ) : null}
    </main>
  );
}
