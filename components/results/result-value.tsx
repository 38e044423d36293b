import { classNames } from "@/components/ui/class-names";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Flag } from "@/lib/clinical/assessment";
import { showFlag } from "@/lib/display";
import type { ValueMark } from "@/lib/figures/flowsheet/value-mark";
import { FLAG_TEXT, FlagMark } from "./flag-mark";

/** A mark after the number for everything that is shown and not, or not simply, used. */
const MARKS = {
  unconfirmed: { mark: "?", words: "unconfirmed, not used" },
  uncertain: { mark: "?", words: "shown, not used" },
  preliminary: { mark: "p", words: "preliminary, not used" },
  "set-aside": { mark: "×", words: "set aside, not used" },
  mismatch: { mark: "×", words: "wrong specimen, not used" },
  "not-used": { mark: "×", words: "not used" },
  withdrawn: { mark: "×", words: "withdrawn" },
  derived: { mark: "c", words: "computed from the differential" },
} as const satisfies Record<ValueMark, { readonly mark: string; readonly words: string }>;

/** Struck out and without a flag: nobody should act on these. */
const STRUCK: ReadonlySet<ValueMark> = new Set<ValueMark>(["set-aside", "mismatch", "not-used", "withdrawn"]);

/** The one place where a value is drawn: comparator, number as recorded, flag, and why it may not count. */
export function ResultValue({
  shown,
  flag,
  mark = null,
  fraction = null,
  roomForFlag = true,
}: {
  /** From `showValue`. */
  readonly shown: string;
  readonly flag: Flag | null;
  readonly mark?: ValueMark | null;
  /** Digits kept free after the point, so that points stand under each other in a column of one analyte. */
  readonly fraction?: number | null;
  readonly roomForFlag?: boolean;
}) {
  const tone = mark === null || mark === "derived" ? showFlag(flag)?.tone : undefined;
  const struck = mark !== null && STRUCK.has(mark);
  const point = fraction === null ? -1 : shown.search(/[.,]\d+$/);
  const whole = point < 0 ? shown : shown.slice(0, point);
  return (
    <span
      className={classNames(
        "inline-flex items-baseline justify-end whitespace-nowrap tabular-nums",
        tone ? FLAG_TEXT[tone] : null,
        tone === undefined && mark !== null && mark !== "derived" && "text-muted italic",
      )}
    >
      <span className={struck ? "line-through" : undefined}>
        {whole}
        {fraction === null ? null : (
          <span
            className="inline-block text-left"
            style={{ width: fraction === 0 ? 0 : `${fraction + 0.45}ch` }}
          >
            {point < 0 ? "" : shown.slice(point)}
          </span>
        )}
      </span>
      <span className={classNames("pl-1 text-left text-xs", roomForFlag && "w-[1.9rem]")}>
        {struck ? null : <FlagMark flag={flag} />}
        {mark === null ? null : (
          <>
            <span aria-hidden="true"> {MARKS[mark].mark}</span>
            <VisuallyHidden> {MARKS[mark].words}</VisuallyHidden>
          </>
        )}
      </span>
    </span>
  );
}

/** What the marks mean, for the foot of a table that shows them. */
export function MarkLegend({ marks }: { readonly marks: readonly ValueMark[] }) {
  if (marks.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 text-xs text-muted">
      {marks.map((mark) => (
        <li key={mark}>
          <span className="font-semibold">{MARKS[mark].mark}</span> {MARKS[mark].words}
        </li>
      ))}
    </ul>
  );
}
