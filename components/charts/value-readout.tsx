import type { Flag } from "@/lib/clinical/assessment";
import type { PointState } from "@/lib/figures/course-model";
import { flagMark, stateNote } from "@/lib/figures/figure-words";
import { inPlaces } from "./in-places";

interface ReadValue {
  readonly text: string;
  readonly flag: Flag | null;
  readonly state: PointState;
}

/** All values of one panel on one day, large; a dash where there are none. */
export function ValueReadout({ values }: { readonly values: readonly ReadValue[] }) {
  if (values.length === 0) return <div className="d29-readout">–</div>;
  return (
    <div className="d29-readout">
      {inPlaces(values).map(({ place, value }) => {
        const mark = flagMark(value.flag);
        const note = stateNote(value.state);
        return (
          <span key={place}>
            {place > 0 && <small className="d29-note"> · </small>}
            {value.text}
            {mark && <small> {mark}</small>}
            {note && <small className="d29-note"> {note}</small>}
          </span>
        );
      })}
    </div>
  );
}
