import type { Metadata } from "next";
import { ImportPreview } from "@/components/import/import-preview";
import { isOutcome } from "@/components/import/outcome";
import { readImport } from "@/lib/server/imports/imports";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../found-or-404";
import { offeredFormats } from "../offered-formats";

export const metadata: Metadata = { title: "Import preview" };

export default async function ImportPreviewPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly importId: string }>;
  readonly searchParams: Promise<{ readonly outcome?: string | string[] }>;
}) {
  const { importId } = await params;
  const { outcome } = await searchParams;
  const asker = await askerOfPage();
  const filter = typeof outcome === "string" && isOutcome(outcome) ? outcome : null;
  const input = filter === null ? {} : { outcome: filter };
  const answer = await foundOr404(readImport(asker, { id: importId, input }));
  const label = offeredFormats().find(({ id }) => id === answer.format)?.label ?? answer.format;
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-xl font-semibold">
        {answer.commits.length > 0 ? "Import" : "Import preview"}{" "}
        <span className="text-base font-normal text-muted">{label}</span>
      </h1>
      <ImportPreview answer={answer} filter={filter} timeZone={asker.actor.site.timeZone} />
    </main>
  );
}
