import type { Metadata } from "next";
import { safeNext } from "@/components/shell/sign-in-client";
import { SignInForm } from "@/components/shell/sign-in-form";
import { Wordmark } from "@/components/shell/wordmark";
import { Notice } from "@/components/ui/notice";
import { DEMO_SIGN_INS } from "@/lib/server/database/start-database";
import { env } from "@/lib/server/env";
import { DEMO_PASSWORD } from "@/prisma/demo/demo-sites";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { next, error } = await searchParams;
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-5 px-5 py-10">
      <div>
        <h1 className="text-xl font-bold tracking-tight">
          <Wordmark />
        </h1>
        <p className="text-muted">Laboratory course and response in acute lymphoblastic leukaemia</p>
      </div>
      {error ? <Notice tone="error">You could not be signed in. Try again.</Notice> : null}
      <div className="rounded-md border border-line bg-surface p-5">
        <SignInForm
          next={safeNext(next)}
          demo={env().demo ? { emails: DEMO_SIGN_INS, password: DEMO_PASSWORD } : null}
        />
      </div>
      <p className="text-sm text-muted">
        Nothing here is medical advice; each hospital approves its own policy.
      </p>
    </main>
  );
}
