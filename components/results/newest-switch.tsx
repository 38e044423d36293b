"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import type { Newest } from "@/lib/contract/preferences";

/** Kept for the person on the server, so that every screen they sign in to has it the same way. */
export function NewestSwitch({ value }: { readonly value: Newest }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const other = value === "right" ? "left" : "right";
  const change = async () => {
    setBusy(true);
    const sent = await post("me/preferences", { newest: other });
    setBusy(false);
    setFailed(sent.ok ? null : sent.problem.message);
    if (sent.ok) router.refresh();
  };
  return (
    <>
      {failed === null ? null : (
        <span role="alert" className="text-sm text-critical">
          {failed}
        </span>
      )}
      <Button
        size="small"
        busy={busy}
        data-shortcut="o"
        data-shortcut-label={`Flowsheet: newest ${other}`}
        onClick={change}
      >
        Newest {other}
      </Button>
    </>
  );
}
