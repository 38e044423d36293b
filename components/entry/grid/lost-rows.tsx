import { Notice } from "@/components/ui/notice";
import { ANALYTES, isAnalyteCode } from "@/lib/clinical/analytes";
import type { DraftRow } from "@/lib/contract/draft";

/** Typed values whose report is no longer here: shown, so that nothing typed disappears unseen. */
export function LostRows({ rows }: { readonly rows: readonly DraftRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Notice
      tone="warning"
      className="m-3.5"
      title="Some typed values have lost their report: it was moved, withdrawn, or its patient is no longer here."
    >
      <ul className="list-disc pl-5">
        {rows.map((row) => (
          <li key={row.id}>
            {Object.entries(row.cells)
              .map(([field, cell]) => {
                const text = typeof cell === "string" ? cell : cell.text;
                return `${isAnalyteCode(field) ? ANALYTES[field].label : field} ${text}`;
              })
              .join(", ")}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
