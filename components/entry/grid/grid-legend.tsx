import { Kbd } from "@/components/ui/kbd";

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ["← ↑ → ↓", "move; with Shift choose a block; with Ctrl to the edge"],
  ["Enter · Tab", "down · right; Enter after Tabs begins the next row"],
  ["F2", "edit; typing replaces"],
  ["Esc", "back to what is on record"],
  ["d · c · r", "not done · clotted · not reported"],
  ["< >", "begin a limit: <0.1"],
  ["y · m", "yes, it is right, or take what was meant · take what was meant"],
  ["u", "unit of the column"],
  ["t", "today, in a date"],
  ["Ctrl D", "copy down"],
  ["Ctrl Z · Ctrl Shift Z", "undo · again"],
  ["Ctrl C · Ctrl V", "copy a block · paste one from a spreadsheet, either way round"],
  ["F8 · Shift F8", "next · previous problem"],
  ["Ctrl S", "save every sound row"],
  ["F6", "leave the grid"],
];

/** The keys of the grid and its marks. */
export function GridLegend() {
  return (
    <details className="min-w-0 flex-1 text-sm text-muted">
      <summary className="min-h-6 py-0.5">
        Keys and marks: • not saved · … saving · ✓ saved · ? to confirm · y confirmed · ✕ refused · c computed
      </summary>
      <dl className="grid gap-x-4 gap-y-1 py-1 sm:grid-cols-[auto_1fr] lg:grid-cols-[auto_1fr_auto_1fr]">
        {KEYS.map(([keys, does]) => (
          <div key={keys} className="contents">
            <dt>
              <Kbd>{keys}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
