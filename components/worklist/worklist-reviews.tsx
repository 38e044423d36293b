"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { post } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { Identifier } from "@/components/ui/identifier";
import type { ReviewAnswer } from "@/lib/contract/review";
import type { WorklistRow } from "@/lib/contract/worklist";
import { showName } from "@/lib/display";

type Reviewed = Pick<WorklistRow, "id" | "familyName" | "givenName" | "changedAt">;

interface Marking {
  readonly mark: (row: Reviewed) => Promise<void>;
  /** The patient whose mark is under way. */
  readonly underWay: string | null;
}

const MarkingContext = createContext<Marking>({ mark: async () => {}, underWay: null });

interface Told {
  readonly words: ReactNode;
  readonly undo: { readonly row: Reviewed; readonly version: number } | null;
}

/** Marks rows as reviewed and keeps the last mark within reach, to be undone: its row may have left the list. */
export function WorklistReviews({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const [told, setTold] = useState<Told | null>(null);
  const [underWay, setUnderWay] = useState<string | null>(null);

  const mark = useCallback(
    async (row: Reviewed) => {
      setUnderWay(row.id);
      const sent = await post<ReviewAnswer>(`patients/${row.id}/review`, { seen: row.changedAt });
      setUnderWay(null);
      const name = <Identifier>{showName(row)}</Identifier>;
      setTold(
        sent.ok
          ? { words: <>{name} marked reviewed.</>, undo: { row, version: sent.value.version } }
          : {
              words: (
                <>
                  {name} was not marked: {sent.problem.message}
                </>
              ),
              undo: null,
            },
      );
      router.refresh();
    },
    [router],
  );
  const undo = async ({ row, version }: NonNullable<Told["undo"]>) => {
    const sent = await post<ReviewAnswer>(`patients/${row.id}/review/undo`, {}, { version });
    setTold({
      words: sent.ok ? (
        <>
          The mark on <Identifier>{showName(row)}</Identifier> is undone.
        </>
      ) : (
        sent.problem.message
      ),
      undo: null,
    });
    router.refresh();
  };
  const value = useMemo(() => ({ mark, underWay }), [mark, underWay]);
  return (
    <MarkingContext value={value}>
      {children}
      <div role="status" className="sticky bottom-2 z-20 empty:hidden">
        {told === null ? null : (
          <p className="mx-auto flex w-fit max-w-full items-center gap-3 rounded-sm border border-edge bg-surface px-3 py-1.5 shadow-raised">
            <span>{told.words}</span>
            {told.undo === null ? null : (
              <Button
                size="small"
                data-shortcut="u"
                data-shortcut-label="Undo the last mark"
                onClick={() => told.undo && void undo(told.undo)}
              >
                Undo
              </Button>
            )}
            <Button size="small" look="quiet" aria-label="Dismiss" onClick={() => setTold(null)}>
              ×
            </Button>
          </p>
        )}
      </div>
    </MarkingContext>
  );
}

export function MarkReviewed({ row }: { readonly row: Reviewed }) {
  const { mark, underWay } = use(MarkingContext);
  return (
    <Button
      size="small"
      data-review
      className="relative z-10"
      aria-label={`Mark reviewed: ${showName(row)}`}
      busy={underWay === row.id}
      busyText="…"
      onClick={() => void mark(row)}
    >
      Mark reviewed
    </Button>
  );
}
