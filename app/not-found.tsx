import { LinkButton } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-[60dvh] max-w-md flex-col items-start justify-center gap-3 px-5">
      <h1 className="text-xl font-semibold">There is nothing here that you may see</h1>
      <p className="text-muted">
        The address may be mistyped, or it belongs to another site. Nothing was changed.
      </p>
      <LinkButton href="/">To the worklist</LinkButton>
    </main>
  );
}
