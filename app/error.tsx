"use client";

import { Button, LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export default function RootError({ retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <main className="mx-auto flex w-full max-w-xl flex-col gap-4 px-5 py-16">
      <h1 className="text-xl font-semibold">This page cannot be shown now</h1>
      <Notice tone="error" live>
        Day 29 could not read its records. Nothing was changed. Try again in a few seconds; if it stays like
        this, tell whoever runs Day 29 in your hospital.
      </Notice>
      <div className="flex gap-2">
        <Button look="primary" onClick={() => retry()}>
          Try again
        </Button>
        <LinkButton href="/">To the worklist</LinkButton>
      </div>
    </main>
  );
}
