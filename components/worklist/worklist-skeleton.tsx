import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

export function WorklistSkeleton() {
  return (
    <div role="status" className="rounded-md border border-line bg-surface">
      <span className="sr-only">Loading the worklist…</span>
      <Skeleton className="m-2 h-4 w-40" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-[3.9rem] items-center gap-6 border-t max-md:h-44 border-line px-2.5">
          <Skeleton className="h-4 w-36" />
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-4 flex-1" />
        </div>
      ))}
    </div>
  );
}
