import { Notice } from "@/components/ui/notice";
import type { RecordWarning } from "@/lib/clinical/whole-record/record-warnings";
import { showSentence } from "@/lib/display";

/** What to look at again; nothing is refused for it. */
export function RecordWarnings({
  warnings,
  live = false,
  className,
}: {
  readonly warnings: readonly RecordWarning[];
  /** Said aloud as it appears: while a form is filled in. */
  readonly live?: boolean;
  readonly className?: string;
}) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning" live={live} title="Please check" {...(className ? { className } : {})}>
      <ul>
        {warnings.map(({ about, code, text }) => (
          <li key={`${about} ${code}`}>{showSentence(text)}</li>
        ))}
      </ul>
    </Notice>
  );
}
