import type { CriticalAnswer, OwnReview } from "@/lib/contract/review";
import { CriticalAlert } from "./critical-alert";
import { PatientReview } from "./patient-review";

/** What the worklist says of a patient, on the patient's own page: nothing in a replay. */
export function PatientSigns({
  patientId,
  page,
  timeZone,
}: {
  readonly patientId: string;
  readonly page: {
    readonly critical: CriticalAnswer | null;
    readonly review: OwnReview | null;
    readonly mayAcknowledge: boolean;
  };
  readonly timeZone: string;
}) {
  const { critical, review, mayAcknowledge } = page;
  if (critical === null && review === null) return null;
  return (
    <section
      aria-label="For your review"
      className="mx-4 mt-3 flex flex-wrap items-center gap-x-6 gap-y-1.5 md:mx-6"
    >
      {critical === null ? null : (
        <CriticalAlert
          patientId={patientId}
          critical={critical}
          mayAcknowledge={mayAcknowledge}
          timeZone={timeZone}
        />
      )}
      {review === null ? null : <PatientReview patientId={patientId} review={review} timeZone={timeZone} />}
    </section>
  );
}
