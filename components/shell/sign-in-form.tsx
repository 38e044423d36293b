"use client";

import { type FormEvent, useRef, useState } from "react";
import { useHydrated } from "@/components/entry/form/use-hydrated";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { requestSignIn, type SignInOutcome } from "./sign-in-client";

const SENTENCES: Record<Exclude<SignInOutcome, "signed-in">, string> = {
  refused: "E-mail address and password do not belong together. Check both and try again.",
  wait: "Too many tries. Wait a few minutes, then try again.",
  unreachable: "Day 29 cannot be reached at the moment. Try again in a few seconds.",
};

export function SignInForm({ next, demo }: { readonly next: string; readonly demo: DemoSignIns | null }) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  // Sent before the script runs, the form would go to this page itself and come back empty.
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Exclude<SignInOutcome, "signed-in"> | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setOutcome(null);
    const answer = await requestSignIn(email.current?.value ?? "", password.current?.value ?? "");
    if (answer === "signed-in") {
      // A whole new page: nothing of the page before the sign-in stays in memory.
      window.location.assign(next);
      return;
    }
    setOutcome(answer);
    setBusy(false);
    password.current?.focus();
    password.current?.select();
  };

  const fill = (address: string, secret: string) => {
    if (email.current) email.current.value = address;
    if (password.current) password.current.value = secret;
  };

  return (
    <>
      <form method="post" onSubmit={submit} className="flex flex-col gap-4">
        {outcome ? (
          <Notice tone="error" live>
            {SENTENCES[outcome]}
          </Notice>
        ) : null}
        <TextField
          ref={email}
          label="E-mail address"
          type="email"
          name="email"
          autoComplete="username"
          required
        />
        <TextField
          ref={password}
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" look="primary" disabled={!hydrated} busy={busy} busyText="Signing in…">
          Sign in
        </Button>
      </form>
      {demo ? (
        <section aria-labelledby="demo-sign-ins" className="mt-6 border-t border-line pt-4">
          <h2 id="demo-sign-ins" className="text-sm font-semibold">
            Demo sign-ins
          </h2>
          <p className="mt-1 text-sm text-muted">
            Invented patients, on this computer only. Password:{" "}
            <code className="select-all">{demo.password}</code>
          </p>
          <ul className="mt-2 -ml-2 flex flex-col items-start">
            {demo.emails.map((address) => (
              <li key={address}>
                <Button look="quiet" size="small" onClick={() => fill(address, demo.password)}>
                  {address}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

export interface DemoSignIns {
  readonly emails: readonly string[];
  readonly password: string;
}
