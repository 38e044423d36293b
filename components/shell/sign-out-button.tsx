"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { requestSignOut } from "./sign-in-client";

export function SignOutButton() {
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const signOut = async () => {
    setState("busy");
    if (await requestSignOut()) window.location.assign("/sign-in");
    else setState("failed");
  };
  return (
    <>
      <Button look="quiet" size="small" busy={state === "busy"} busyText="Signing out…" onClick={signOut}>
        Sign out
      </Button>
      <span role="status" className="text-sm text-critical">
        {state === "failed" ? "Not signed out: the server did not answer. Try again." : ""}
      </span>
    </>
  );
}
