import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PolicyEditor } from "@/components/policy/policy-editor";
import { LinkButton } from "@/components/ui/button";
import { mayDo } from "@/lib/permissions";
import { readPolicy } from "@/lib/server/patients/policy";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "What if" };

export default async function WhatIfPage() {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "policy:review")) notFound();
  const [inForce] = (await readPolicy(asker)).items;
  if (inForce === undefined) notFound();
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-lg font-semibold">What if the rules were others?</h1>
        <LinkButton href="/rules" size="small" className="ml-auto">
          Rules in force
        </LinkButton>
      </div>
      <p className="max-w-prose text-muted">
        Change any setting and see which verdicts of your patients would be others. Nothing is saved: only an
        administrator puts a policy in force.
      </p>
      <PolicyEditor settings={inForce.settings} version={inForce.version} purpose="what-if" />
    </main>
  );
}
