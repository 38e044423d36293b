import { Button } from "@/components/ui/button";

/** The button of a small form, and what it saved last, said aloud. */
export function AddRow({
  label,
  sending,
  saved,
}: {
  readonly label: string;
  readonly sending: boolean;
  readonly saved: string | null;
}) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" look="primary" busy={sending} busyText="Saving…">
        {label}
      </Button>
      <p role="status" className="text-met">
        {saved === null ? null : `✓ Saved: ${saved}`}
      </p>
    </div>
  );
}
