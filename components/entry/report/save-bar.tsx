import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { showCount } from "@/lib/display";

/** Always in sight: how to save, and what the saving would leave open. */
export function SaveBar({
  sending,
  unconfirmed,
  problems,
  onNext,
}: {
  readonly sending: boolean;
  readonly unconfirmed: readonly string[];
  readonly problems: number;
  readonly onNext: () => void;
}) {
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-surface px-3.5 py-2.5">
      <Button type="submit" look="primary" busy={sending} busyText="Saving…">
        Save
      </Button>
      <Button disabled={sending} onClick={onNext}>
        Save and enter another
      </Button>
      <p role="status" className="text-open">
        {unconfirmed.length === 0
          ? null
          : `? ${unconfirmed.join(", ")} not confirmed: stored, and the ${unconfirmed.length === 1 ? "number is" : "numbers are"} not used.`}
      </p>
      {problems > 0 ? <p className="text-critical">✕ {showCount(problems, "report")} not saved</p> : null}
      <p className="ml-auto hidden text-sm text-muted lg:block">
        <Kbd>Enter</Kbd> next field · <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> saves · <Kbd>d</Kbd> not done
      </p>
    </div>
  );
}
